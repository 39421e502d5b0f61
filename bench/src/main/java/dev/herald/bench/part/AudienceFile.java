package dev.herald.bench.part;

import dev.herald.bench.process.BenchFailure;
import dev.herald.cli.server.Server;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A CSV file of people, each with a number and a name. */
record AudienceFile(Path file, int rows) {
  private static final long FIRST_NUMBER = 13_800_000_000L;

  static AudienceFile write(Path folder, int rows) {
    Path file = folder.resolve("people-" + rows + ".csv");
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      lines.write("手机号,姓名\n");
      for (int i = 0; i < rows; i++) {
        lines.write("+86%d,韩梅梅%d\n".formatted(FIRST_NUMBER + i, i));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new AudienceFile(file, rows);
  }

  /** Uploads it and makes a campaign of it, which the server begins to load; returns its path. */
  String campaign(Server administrator, int perSecond) {
    ObjectNode order = JsonMapper.shared().createObjectNode();
    order.put("name", "Autumn, %,d people".formatted(rows));
    order.put("application", "bench");
    order.put("node", "campaign.autumn");
    order.put("tenant", "hengtong");
    order.put("upload", uploaded(administrator));
    order.putObject("mapping").put("手机号", "phone").put("姓名", "data.name");
    order.putObject("data").put("stamp", "");
    order.put("perSecond", perSecond);
    return "/v1/campaigns/" + administrator.post("/v1/campaigns", order).path("id").asString();
  }

  private String uploaded(Server administrator) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(administrator.url().resolve("/v1/uploads?name=people.csv"))
                  .header("Authorization", "Bearer " + administrator.key())
                  .header("Content-Type", "text/csv")
                  .POST(BodyPublishers.ofFile(file))
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new BenchFailure("the file was refused: " + answer.body());
      }
      return JsonMapper.shared().readTree(answer.body()).path("id").asString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("stopped while a file was uploaded");
    }
  }
}
