package dev.herald.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * The chart as Helm renders it, each document held against Kubernetes' own description of its kind,
 * which refuses unknown fields.
 */
class ChartTest {
  private static final Path CHART = Path.of("helm", "herald");
  private static final Path VALUES = Path.of("src", "test", "resources", "everything.yaml");
  private static final String DATABASE = "jdbc:postgresql://db.example.com/herald";
  private static List<JsonObject> plain = List.of();
  private static List<JsonObject> everything = List.of();

  private interface Description {
    void check(JsonElement document) throws IOException;
  }

  private static final Map<String, Description> KINDS =
      Map.of(
          "apps/v1 Deployment", V1Deployment::validateJsonElement,
          "v1 Service", V1Service::validateJsonElement,
          "v1 ConfigMap", V1ConfigMap::validateJsonElement,
          "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
          "autoscaling/v2 HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement,
          "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy::validateJsonElement,
          "networking.k8s.io/v1 Ingress", V1Ingress::validateJsonElement);

  /** The Prometheus operator's; its description is not among Kubernetes' own. */
  private static final String FOREIGN = "monitoring.coreos.com/v1 ServiceMonitor";

  @BeforeAll
  static void render() {
    JSON.getGson();
    plain = documents(template().withName("herald").set("database.url", DATABASE).call());
    everything = documents(template().withName("push").withValuesFile(VALUES).call());
  }

  /** For a cluster of today; without one Helm supposes an old one. */
  private static TemplateCommand template() {
    return new Helm(CHART).template().withKubeVersion("1.34.0");
  }

  private static List<JsonObject> documents(String rendered) {
    List<JsonObject> documents = new ArrayList<>();
    for (Object document : new Yaml().loadAll(rendered)) {
      if (document != null) {
        documents.add(new Gson().toJsonTree(document).getAsJsonObject());
      }
    }
    return documents;
  }

  private static String kind(JsonObject document) {
    return document.get("apiVersion").getAsString() + " " + document.get("kind").getAsString();
  }

  private static List<JsonObject> of(List<JsonObject> documents, String kind) {
    return documents.stream().filter(each -> kind(each).endsWith(" " + kind)).toList();
  }

  private static JsonElement at(JsonElement document, String path) {
    JsonElement here = document;
    for (String name : path.split("/")) {
      here =
          here instanceof JsonArray list
              ? list.get(Integer.parseInt(name))
              : here.getAsJsonObject().get(name);
      Objects.requireNonNull(here, path);
    }
    return here;
  }

  private static String name(JsonObject document) {
    return at(document, "metadata/name").getAsString();
  }

  private static Stream<JsonObject> pods(List<JsonObject> documents) {
    return of(documents, "Deployment").stream()
        .map(each -> at(each, "spec/template").getAsJsonObject());
  }

  private static boolean matches(JsonElement labels, JsonElement selector) {
    return selector.getAsJsonObject().entrySet().stream()
        .allMatch(
            wanted -> wanted.getValue().equals(labels.getAsJsonObject().get(wanted.getKey())));
  }

  @Test
  void helmFindsNothingWrong() {
    LintResult result = new Helm(CHART).lint().strict().call();
    assertThat(result.getMessages())
        .noneMatch(message -> message.contains("[ERROR]") || message.contains("[WARNING]"));
  }

  @Test
  void kubernetesKnowsEveryField() throws IOException {
    Set<String> seen = new TreeSet<>();
    for (JsonObject document : Stream.concat(plain.stream(), everything.stream()).toList()) {
      String kind = kind(document);
      seen.add(kind);
      if (!kind.equals(FOREIGN)) {
        Objects.requireNonNull(KINDS.get(kind), kind).check(document);
      }
    }
    assertThat(seen).containsAll(KINDS.keySet()).contains(FOREIGN);
  }

  @Test
  void anUnknownFieldWouldBeNoticed() {
    JsonObject deployment = of(plain, "Deployment").getFirst().deepCopy();
    at(deployment, "spec/template/spec/containers/0").getAsJsonObject().addProperty("imege", "x");
    assertThatThrownBy(() -> V1Deployment.validateJsonElement(deployment))
        .hasMessageContaining("imege");
  }

  @Test
  void eachRoleHasADeploymentThatIsFoundByWhatPointsToIt() {
    assertThat(of(plain, "Deployment"))
        .extracting(ChartTest::name)
        .containsExactlyInAnyOrder("herald-api", "herald-handler", "herald-cron", "herald-admin");
    assertThat(pods(plain).map(pod -> at(pod, "spec/containers/0/env/0/value").getAsString()))
        .containsExactlyInAnyOrder("api", "handler", "cron", "admin");
    for (JsonObject deployment : of(everything, "Deployment")) {
      assertThat(
              matches(
                  at(deployment, "spec/template/metadata/labels"),
                  at(deployment, "spec/selector/matchLabels")))
          .isTrue();
    }
    for (String kind : List.of("Service", "PodDisruptionBudget", "NetworkPolicy")) {
      for (JsonObject each : of(everything, kind)) {
        JsonElement selector =
            switch (kind) {
              case "Service" -> at(each, "spec/selector");
              case "NetworkPolicy" -> at(each, "spec/podSelector/matchLabels");
              default -> at(each, "spec/selector/matchLabels");
            };
        assertThat(pods(everything).filter(pod -> matches(at(pod, "metadata/labels"), selector)))
            .as(kind + " " + name(each))
            .isNotEmpty();
      }
    }
    assertThat(of(everything, "Deployment"))
        .extracting(ChartTest::name)
        .contains(
            at(of(everything, "HorizontalPodAutoscaler").getFirst(), "spec/scaleTargetRef/name")
                .getAsString());
    JsonObject monitor = of(everything, "ServiceMonitor").getFirst();
    assertThat(
            of(everything, "Service").stream()
                .filter(service ->
                    matches(
                        at(service, "metadata/labels"), at(monitor, "spec/selector/matchLabels")))
                .map(ChartTest::name))
        .containsExactly("push-herald-metrics");
  }

  @Test
  void theIngressLeadsToServicesThatThereAre() {
    List<String> services = of(everything, "Service").stream().map(ChartTest::name).toList();
    JsonArray paths =
        at(of(everything, "Ingress").getFirst(), "spec/rules/0/http/paths").getAsJsonArray();
    assertThat(
            StreamSupport.stream(paths.spliterator(), false)
                .map(path -> at(path, "backend/service/name").getAsString()))
        .isNotEmpty()
        .allMatch(services::contains);
    assertThat(of(plain, "Ingress")).isEmpty();
  }

  @Test
  void nothingRunsAsRootOrWritesBesideItsVolumes() {
    pods(everything)
        .forEach(pod -> {
          assertThat(at(pod, "spec/securityContext/runAsUser").getAsString())
              .isEqualTo(HeraldImage.USER);
          assertThat(at(pod, "spec/securityContext/runAsNonRoot").getAsBoolean()).isTrue();
          JsonElement container = at(pod, "spec/containers/0");
          assertThat(at(container, "securityContext/readOnlyRootFilesystem").getAsBoolean())
              .isTrue();
          assertThat(at(container, "securityContext/allowPrivilegeEscalation").getAsBoolean())
              .isFalse();
          assertThat(at(container, "volumeMounts").toString())
              .contains(HeraldImage.HOME)
              .contains("\"/tmp\"");
          assertThat(at(container, "env").toString())
              .as("a password is named, never written")
              .contains("secretKeyRef");
        });
  }

  @Test
  void settingsReachTheServer() {
    String properties =
        at(of(everything, "ConfigMap").getFirst(), "data")
            .getAsJsonObject()
            .get("application.properties")
            .getAsString();
    assertThat(properties.lines())
        .contains(
            "herald.url=https://push.example.com",
            "herald.proxies=10.0.0.0/24",
            "herald.drain=25s");
  }

  @Test
  void valuesThatCannotBeMeantAreRefused() {
    assertThatThrownBy(() -> template().call()).hasMessageContaining("database");
    for (String wrong : List.of("roles.api.replicas=0", "roles.sender.replicas=1", "imege.tag=x")) {
      String[] value = wrong.split("=");
      assertThatThrownBy(
              () -> template().set("database.url", DATABASE).set(value[0], value[1]).call())
          .as(wrong)
          .hasMessageContaining("schema");
    }
  }

  /** The chart and the compose file start what this version's image is called. */
  @Test
  void theyNameTheImageOfThisVersion() throws IOException {
    Matcher version =
        Pattern.compile("(?m)^  <version>(.*)</version>$")
            .matcher(Files.readString(Path.of("..", "pom.xml")));
    assertThat(version.find()).isTrue();
    assertThat(pods(plain).map(pod -> at(pod, "spec/containers/0/image").getAsString()))
        .containsOnly("herald:" + version.group(1));
    assertThat(Files.readString(Path.of("container", "compose.yaml")))
        .contains("image: herald:${HERALD_VERSION:-%s}".formatted(version.group(1)));
  }
}
