package dev.herald.cli.demo;

/** The two tenants of {@code examples/esop.yaml}. */
enum Company {
  HENGTONG("hengtong", "恒通科技", "zh-CN", "E"),
  NORTHWIND("northwind", "Northwind", "en", "N");

  private final String tenant;
  private final String title;
  private final String locale;
  private final String codePrefix;

  Company(String tenant, String title, String locale, String codePrefix) {
    this.tenant = tenant;
    this.title = title;
    this.locale = locale;
    this.codePrefix = codePrefix;
  }

  String tenant() {
    return tenant;
  }

  String title() {
    return title;
  }

  String locale() {
    return locale;
  }

  /**
   * @param number counted from 0
   */
  Employee employee(int number) {
    String code = codePrefix + (20_000 + number);
    return switch (this) {
      case HENGTONG -> People.chinese(code, number);
      case NORTHWIND -> People.american(code, number);
    };
  }
}
