package dev.herald.server.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nulabinc.zxcvbn.StandardDictionaries;
import dev.herald.server.platform.problem.FieldErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  private static final String URL = "https://push.acme-group.example";

  @TempDir Path folder;

  private final PasswordRules rules = rules(null);

  private static PasswordRules rules(@Nullable Path file) {
    return new PasswordRules(new PasswordSettings(file, List.of("Hengtong")), URL);
  }

  private static boolean takes(PasswordRules rules, String password, String... own) {
    FieldErrors errors = new FieldErrors();
    rules.check(password, List.of(own), errors);
    return errors.isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "zhangsan2026, zhang.san, 张三",
    "ZhangSan@2026, zhang.san, 张三",
    "zhang-san-2026, zhang.san, 张三",
    "z.h.a.n.g.s.a.n, zhang.san, 张三",
    "2026sanzhang, zhang.san, 张三",
    "Zh4ngS4n#88, zhang.san, 张三",
    "nasgnahz2026, zhang.san, 张三",
    "zhangzhangsan, zhang.san, 张三",
    "zhangsan13800138000, zhang.san, 张三",
    "zhangsanqwerty, zhang.san, 张三",
    "zhang.san.password, zhang.san, 张三",
    "ＺｈａｎｇＳａｎ２０２６, zhang.san, 张三",
    "张三张三张三张三, zhang.san, 张三",
    "张三20262026, zhang.san, 张三",
    "zhangsan2026, e1001, Zhang San",
    "sanzhang!!2026, e1001, ZhangSan",
    "finance2026!!, e1001, Zhang San (Finance)",
    "lisilisi2026, li.si, 李四",
    "sili20262026, li.si, 李四",
    "zhangsan2026, zhangsan01, x",
    "Renée2026!!, renee, x",
    "renee-2026-!!, r1, Renée",
    "acmemail2026, zhang@acmemail.example, x",
    "zhang+2026+2026, zhang@acmemail.example, x",
    "Herald2026!!, e1001, x",
    "h-e-r-a-l-d-2026, e1001, x",
    "chuanling2026, e1001, x",
    "传令传令传令2026, e1001, x",
    "acmegroup2026, e1001, x",
    "group-acme-2026, e1001, x",
    "hengtong2026, e1001, x",
    "zhangsan@herald, zhang.san, x",
    "zhangsan@hengtong2026, zhang.san, x"
  })
  void whatIsMadeOfOwnNamesIsRefused(String password, String name, String displayName) {
    assertThat(takes(rules, password, name, displayName)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "sailing turnip viewer, viewer",
    "kettle mossy tune, zhang.san",
    "zhang lantern drifting copper, zhang.san",
    "thousand lanterns drift, zhang.san",
    "床前明月光疑是地上霜, 张三",
    "kX9#vTq2!mZ7, li.si",
    "carry the message home, li.lei",
    "only looking thank you, han.meimei"
  })
  void aNameAmongOtherWordsIsNoReasonToRefuse(String password, String name) {
    assertThat(takes(rules, password, name, "x")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "woaini1314",
        "woaini520",
        "woaini123",
        "WoAiNi@1314",
        "aini1314",
        "wojiushiwo",
        "wojiushiwo!",
        "woshishui",
        "nishishui",
        "7758521a",
        "5201314zs",
        "a5201314",
        "zs19900101",
        "lw13800138000",
        "wangwei1988",
        "lina@520",
        "Admin@123",
        "Huawei@123",
        "Tencent@2026",
        "Abcd@1234",
        "abc@12345",
        "qwe123!@#",
        "Qwer@1234",
        "asd123456!",
        "1qaz@WSX",
        "Aa123456!",
        "Aa@123456",
        "Welcome2026!",
        "Welc0me!2026",
        "P@ssw0rd2026!",
        "Password2026!",
        "Company2026!",
        "Spring@2026",
        "Lantern2026!",
        "2026-12-01zs",
        "密码20261201",
        "我爱你1314",
        "公司2026年12月1日"
      })
  void whatIsTriedFirstInChineseOfficesIsRefused(String password) {
    assertThat(takes(rules, password, "e1001", "x")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "zs20261201, zhang.san, 张三",
    "ZS-2026-12-01, zhang.san, 张三",
    "sz83920174, zhang.san, 张三",
    "zszs839201, e1001, Zhang San",
    "恒通科技2026, e1001, 恒通科技",
    "恒通@2026!!, e1001, 恒通科技有限公司",
    "科技恒通2026, e1001, 恒通科技"
  })
  void initialsAndPartsOfAChineseNameAreOwnWordsToo(
      String password, String name, String displayName) {
    assertThat(takes(rules, password, name, displayName)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "copper lantern 2026",
        "spring rain on copper roofs",
        "kX9#vTq2!mZ7",
        "kX9#vTq2026!mZ7",
        "zs kettle mossy tune",
        "83920174zq#61",
        "welcome copper lantern drifting",
        "chuangqianmingyueguang",
        "only looking, thank you",
        "sailing turnip operator",
        "a5$Kq!w8Zr",
        "恒星落在东边的井里2026"
      })
  void whatHoldsByItselfIsTakenAlsoBesideACommonWordOrADate(String password) {
    assertThat(takes(rules, password, "zhang.san", "恒通科技")).isTrue();
  }

  @Test
  void everyCommonPasswordIsRefusedInAnyCase() throws IOException {
    assertThat(StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies())
        .hasSizeGreaterThan(20_000)
        .allSatisfy(common -> assertThat(takes(rules, common)).as(common).isFalse());
    assertThat(takes(rules, "bAsKeTbAlL")).isFalse();
  }

  @Test
  void aListOfOnesOwnIsHeeded() throws IOException {
    Path list = folder.resolve("leaked.txt");
    Files.writeString(list, "copper lantern drifting\r\n中文密码泄露了的\n");
    PasswordRules strict = rules(list);

    assertThat(takes(rules, "Copper Lantern Drifting")).isTrue();
    assertThat(takes(strict, "Copper Lantern Drifting")).isFalse();
    assertThat(takes(strict, "中文密码泄露了的")).isFalse();
    assertThat(takes(strict, "copper lantern drifted")).isTrue();
  }

  @Test
  void aFileOfHashesIsHeededFromItsFirstLineToItsLast() throws Exception {
    List<String> leaked =
        Stream.iterate(0, i -> i + 1).limit(3_000).map(i -> "leaked sentence no " + i).toList();
    Path file = folder.resolve("hashes.txt");
    List<String> hashes = leaked.stream().map(PasswordRulesTest::sha1).sorted().toList();
    Files.write(file, hashes.stream().map(hash -> hash + ":" + hash.charAt(0) % 9).toList());
    PasswordRules strict = rules(file);

    assertThat(leaked).allSatisfy(each -> assertThat(takes(strict, each)).as(each).isFalse());
    assertThat(takes(strict, "leaked sentence no other")).isTrue();
    assertThat(takes(strict, "copper lantern drifting")).isTrue();

    Files.write(file, hashes.stream().map(hash -> hash.toLowerCase(Locale.ROOT)).toList());
    assertThat(takes(rules(file), leaked.getFirst())).isFalse();
  }

  private static String sha1(String text) {
    try {
      return HexFormat.of()
          .withUpperCase()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFileThatCannotBeUsedIsNamedAtTheStart() throws IOException {
    assertThatThrownBy(() -> rules(folder.resolve("none.txt")))
        .hasMessageContaining("herald.passwords.breached-file")
        .hasMessageContaining("none.txt");
    Path unordered = folder.resolve("unordered.txt");
    Files.write(unordered, List.of(sha1("b"), "0".repeat(40), sha1("a")));
    assertThatThrownBy(() -> rules(unordered)).hasMessageContaining("ascending order");
  }
}
