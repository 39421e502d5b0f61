package dev.herald.server;

import dev.herald.server.platform.postgres.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Points a test's server to a database and a home that nothing else uses.
 *
 * @param test whose server it is; keeps two tests from sharing one
 */
record OwnDatabase(Class<?> test) implements ContextCustomizer {
  private static final String RECEIPTS = "herald.sandbox-receipts";

  @Override
  public void customizeContext(
      ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
    TestDatabase database = TestDatabase.create();
    TestPropertyValues.of(
            "spring.datasource.url=" + database.url(),
            "spring.datasource.username=" + database.user(),
            "spring.datasource.password=" + database.password(),
            "herald.home=" + emptyHome())
        .applyTo(context);
    // A message that is reported on soon is no longer where a test looks for it.
    if (!context.getEnvironment().containsProperty(RECEIPTS)) {
      TestPropertyValues.of(RECEIPTS + "=false").applyTo(context);
    }
  }

  private static String emptyHome() {
    try {
      return TestPostgres.folder().toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Makes one for every annotated class. */
  static final class Factory implements ContextCustomizerFactory {
    @Override
    public ContextCustomizer createContextCustomizer(
        Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
      return new OwnDatabase(testClass);
    }
  }
}
