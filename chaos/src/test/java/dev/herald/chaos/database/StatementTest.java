package dev.herald.chaos.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether the server still has the statements at which connections are cut. */
class StatementTest {
  @ParameterizedTest
  @EnumSource
  void a_statement_of_the_server_begins_so(Statement statement) throws IOException {
    assertThat(words(statement.type()))
        .anySatisfy(words -> assertThat(words).startsWith(statement.beginning()));
  }

  private static List<String> words(String type) throws IOException {
    String file = "/" + type.replace('.', '/') + ".class";
    try (InputStream in =
        Objects.requireNonNull(StatementTest.class.getResourceAsStream(file), type)) {
      Iterable<PoolEntry> constants = ClassFile.of().parse(in.readAllBytes()).constantPool();
      return StreamSupport.stream(constants.spliterator(), false)
          .filter(StringEntry.class::isInstance)
          .map(entry -> ((StringEntry) entry).stringValue())
          .toList();
    }
  }
}
