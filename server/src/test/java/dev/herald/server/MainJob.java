package dev.herald.server;

import static org.awaitility.Awaitility.await;

import java.util.List;

/** What any way to run Herald must do: an application of {@code examples/esop.yaml} sends. */
public final class MainJob {
  private MainJob() {}

  /** Returns once a message was sent by a server to which the example was applied. */
  public static void isDone(Api administrator) {
    sends(
        administrator.with(
            administrator.post("/v1/applications/esop/keys", "").json().path("key").asString()));
  }

  /** The same with a key of the example's application. */
  public static void sends(Api esop) {
    String id =
        esop.post(
                "/v1/messages",
                """
                {"node": "grant.vested", "tenant": "hengtong", "channels": ["sms"],
                 "to": [{"sms": "+8613812345678"}],
                 "data": {"name": "方伟", "grant": "G-1", "shares": 12000, "price": 1.5,
                          "currency": "CNY", "vestedOn": "2026-11-01"}}
                """)
            .json()
            .at("/messages/0/id")
            .asString();
    await("the message is sent")
        .atMost(Patience.SOON)
        .until(() ->
            List.of("SENT", "DELIVERED")
                .contains(esop.get("/v1/messages/" + id).json().path("state").asString()));
  }
}
