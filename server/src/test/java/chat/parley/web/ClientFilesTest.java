package chat.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page and the widget as browsers get them, and what pages of other origins may do. */
final class ClientFilesTest {
  private static final String FRIEND = "https://friend.example";

  @RegisterExtension
  static final TestServer SERVER = TestServer.withDefaults().with("PARLEY_ALLOWED_ORIGINS", FRIEND);

  @Test
  void thePageAllowsNoScriptOfOthersAndItsAssetsAreKeptForGood() {
    Reply page = SERVER.api().get("/");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.header("Content-Security-Policy").orElseThrow())
        .contains("script-src 'self'")
        .doesNotContain("unsafe");
    Matcher asset = Pattern.compile("/assets/[\\w.-]+\\.js").matcher(page.body());
    assertThat(asset.find()).isTrue();
    Reply script = SERVER.api().get(asset.group());
    assertThat(script.header("Content-Type")).contains("text/javascript; charset=utf-8");
    assertThat(script.header("Cache-Control").orElseThrow()).contains("immutable");
  }

  @Test
  void theWidgetMayBeLoadedByAnyPage() {
    Reply widget = SERVER.api().get("/parley.js");
    assertThat(widget.status()).isEqualTo(200);
    assertThat(widget.header("Access-Control-Allow-Origin")).contains("*");
  }

  @Test
  void aPageOfANamedOriginMayUseTheApiAndOthersMayNot() {
    Reply friend = preflight(FRIEND);
    assertThat(friend.status()).isEqualTo(204);
    assertThat(friend.header("Access-Control-Allow-Origin")).contains(FRIEND);
    assertThat(friend.header("Access-Control-Allow-Headers").orElseThrow())
        .contains("Authorization");
    assertThat(preflight("https://stranger.example").header("Access-Control-Allow-Origin"))
        .isEmpty();
  }

  private static Reply preflight(String origin) {
    return SERVER
        .api()
        .send(
            SERVER
                .api()
                .request("/api/chat/rooms/")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
  }
}
