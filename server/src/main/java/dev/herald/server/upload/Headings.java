package dev.herald.server.upload;

import dev.herald.server.directory.ChannelNames;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What columns hold, by the names that people give them in both languages. */
@Component
class Headings {
  private static final Map<String, List<String>> NAMES =
      Map.ofEntries(
          Map.entry(
              "code",
              List.of(
                  "code",
                  "id",
                  "recipient",
                  "employeeid",
                  "employeeno",
                  "employeenumber",
                  "staffid",
                  "userid",
                  "编号",
                  "工号",
                  "员工号",
                  "员工编号",
                  "人员编号",
                  "接收人",
                  "接收人编号",
                  "用户编号",
                  "用户id",
                  "职工号")),
          Map.entry("name", List.of("name", "fullname", "姓名", "名字", "名称", "员工姓名", "真实姓名")),
          Map.entry("locale", List.of("locale", "language", "lang", "语言", "语种")),
          Map.entry("zone", List.of("zone", "timezone", "时区")),
          Map.entry("reference", List.of("reference", "ref", "业务单号", "单号", "业务编号", "外部编号")),
          Map.entry(
              "phone",
              List.of(
                  "phone",
                  "mobile",
                  "mobilephone",
                  "mobilenumber",
                  "phonenumber",
                  "cell",
                  "cellphone",
                  "tel",
                  "telephone",
                  "sms",
                  "手机",
                  "手机号",
                  "手机号码",
                  "电话",
                  "电话号码",
                  "联系电话",
                  "移动电话",
                  "短信")),
          Map.entry(
              "email",
              List.of(
                  "email",
                  "mail",
                  "emailaddress",
                  "mailaddress",
                  "邮箱",
                  "电子邮箱",
                  "邮件",
                  "电子邮件",
                  "邮箱地址",
                  "邮件地址")),
          Map.entry("dingtalk", List.of("dingtalk", "dingtalkid", "钉钉", "钉钉id", "钉钉账号")),
          Map.entry("feishu", List.of("feishu", "lark", "飞书", "飞书id", "飞书账号")),
          Map.entry("wecom", List.of("wecom", "企业微信", "企业微信id", "企业微信账号", "企微")),
          Map.entry("infoflow", List.of("infoflow", "如流", "如流账号")),
          Map.entry("wechat", List.of("wechat", "openid", "微信", "微信openid")),
          Map.entry("app-push", List.of("apppush", "devicetoken", "device", "设备", "设备令牌")));

  private static final Map<String, String> BY_NAME =
      NAMES.entrySet().stream()
          .flatMap(entry -> entry.getValue().stream().map(name -> Map.entry(name, entry.getKey())))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private final ChannelNames channels;

  Headings(ChannelNames channels) {
    this.channels = channels;
  }

  /** {@code code}, {@code name}, {@code locale}, {@code zone}, {@code reference}, or a channel. */
  Optional<String> meaning(String column) {
    String plain = column.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    return Optional.ofNullable(BY_NAME.get(plain))
        .or(() ->
            Stream.concat(ChannelNames.USUAL.stream(), channels.known().stream())
                .filter(channel -> channel.equalsIgnoreCase(column.strip()))
                .findFirst());
  }
}
