package dev.herald.channels.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelFunctionBinding;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The functions that definitions have beyond CEL's own. Where bytes are wanted, text stands for its
 * UTF-8 bytes.
 */
public final class SigningFunctions {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** One function as CEL wants it: what the compiler and what the runtime must know. */
  record Definition(CelFunctionDecl declaration, CelFunctionBinding binding) {}

  static final List<Definition> ALL =
      List.of(
          toBytes("hmacSha256", (key, text) -> hmac("HmacSHA256", key, text)),
          toBytes("hmacSha1", (key, text) -> hmac("HmacSHA1", key, text)),
          toBytes("hmacSha512", (key, text) -> hmac("HmacSHA512", key, text)),
          toBytes("hmacMd5", (key, text) -> hmac("HmacMD5", key, text)),
          toBytes("sha256", SigningFunctions::sha256),
          toBytes("sha512", bytes -> digest("SHA-512", bytes)),
          toBytes("sha1", bytes -> digest("SHA-1", bytes)),
          toBytes("md5", bytes -> digest("MD5", bytes)),
          toBytes("base64Decode", bytes -> Base64.getDecoder().decode(bytes)),
          toText("base64", value -> Base64.getEncoder().encodeToString(bytes(value))),
          toText("hex", value -> hex(bytes(value))),
          toText("urlEncode", value -> urlEncode(value.toString())),
          toText("escapeHtml", value -> escapeHtml(value.toString())),
          toText("joinSorted", SigningFunctions::joinSorted),
          define("fillJson", 2, SimpleType.STRING, args -> fillJson(args[0], args[1])),
          define(
              "openAes",
              2,
              SimpleType.STRING,
              args -> SealedTexts.open(bytes(args[0]), args[1].toString())),
          define(
              "openFramed",
              3,
              SimpleType.STRING,
              args ->
                  SealedTexts.openFramed(
                      args[0].toString(), args[1].toString(), args[2].toString())),
          define(
              "sealFramed",
              4,
              SimpleType.STRING,
              args ->
                  SealedTexts.sealFramed(
                      args[0].toString(),
                      args[1].toString(),
                      args[2].toString(),
                      args[3].toString())),
          define("fromJson", 1, SimpleType.DYN, args -> fromJson(args[0].toString())),
          toText("toJson", JSON::writeValueAsString));

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");

  private SigningFunctions() {}

  public static byte[] hmacSha256(byte[] key, byte[] text) {
    return hmac("HmacSHA256", key, text);
  }

  public static byte[] sha256(byte[] bytes) {
    return digest("SHA-256", bytes);
  }

  /** Lower case. */
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** As RFC 3986 has it: a space is {@code %20}. */
  public static String urlEncode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  public static byte[] hmac(String algorithm, byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** So that no part of a text is taken for markup. */
  private static String escapeHtml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static Object fromJson(String text) {
    return JSON.readerFor(Object.class)
        .with(DeserializationFeature.USE_LONG_FOR_INTS)
        .readValue(text);
  }

  /** Puts values into the quoted texts of a JSON document, at {@code {{name}}}. */
  private static String fillJson(Object template, Object values) {
    return PLACEHOLDER
        .matcher(template.toString())
        .replaceAll(place -> {
          Object value = values instanceof Map<?, ?> map ? map.get(place.group(1)) : null;
          String quoted = JSON.writeValueAsString(value == null ? "" : value.toString());
          return Matcher.quoteReplacement(quoted.substring(1, quoted.length() - 1));
        });
  }

  /** The texts of a list in their order, one after the other. */
  private static String joinSorted(Object list) {
    if (!(list instanceof List<?> texts)) {
      throw new IllegalArgumentException("no list");
    }
    return texts.stream().map(String::valueOf).sorted().collect(Collectors.joining());
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(Object value) {
    return switch (value) {
      case CelByteString bytes -> bytes.toByteArray();
      case String text -> text.getBytes(StandardCharsets.UTF_8);
      default -> throw new IllegalArgumentException("neither text nor bytes");
    };
  }

  private static Definition toBytes(String name, Function<byte[], byte[]> function) {
    return define(
        name, 1, SimpleType.BYTES, args -> CelByteString.of(function.apply(bytes(args[0]))));
  }

  private static Definition toBytes(String name, BinaryOperator<byte[]> function) {
    return define(
        name,
        2,
        SimpleType.BYTES,
        args -> CelByteString.of(function.apply(bytes(args[0]), bytes(args[1]))));
  }

  private static Definition toText(String name, Function<Object, String> function) {
    return define(name, 1, SimpleType.STRING, args -> function.apply(args[0]));
  }

  @SuppressWarnings("Immutable") // the bodies above are pure, which the checker can't see
  private static Definition define(
      String name, int arity, CelType result, Function<Object[], Object> body) {
    String overload = name + "_any";
    List<CelType> parameters = Collections.nCopies(arity, SimpleType.DYN);
    List<Class<?>> classes =
        IntStream.range(0, arity).<Class<?>>mapToObj(_ -> Object.class).toList();
    return new Definition(
        CelFunctionDecl.newFunctionDeclaration(
            name, CelOverloadDecl.newGlobalOverload(overload, result, parameters)),
        CelFunctionBinding.from(overload, classes, body::apply));
  }
}
