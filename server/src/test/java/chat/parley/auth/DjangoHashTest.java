package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes that Django 5.2 made, and accounts that have them. */
@Order(0)
class DjangoHashTest {
  private static final String PASSWORD = "Vexing#Quartz-7719 ü";

  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pbkdf2_sha256$1000000$fntXNgBBtcEEGvzJtJVKGV$oLT4Fs8nXv+lsGm/S+f0yjiA1aJP9EYjFPk+QgxgWDA=",
        "pbkdf2_sha1$1000$salt$mP2IqJxhv53I7VYlyTqF8HveMRo=",
        "argon2$argon2id$v=19$m=102400,t=2,p=8$VlZXN3NORktVOHpQSG1ON2xXdGlXNg$ekB4vFZJ8e1oVw3TPxZ+zDB/W2pUnAY0DLChiTWHqRs",
        "argon2$argon2i$v=19$m=512,t=2,p=2$c2FsdHNhbHRzYWx0$ZqX2A16FMRkyoUjReUhWUg",
        "bcrypt_sha256$$2b$12$C0WLZlKiF4pvp4qC5bTAqeoSK5Yhh/pbTi.rF.i03S9D.OByog7R6",
        "bcrypt$$2b$12$pC50xdeLXRsjZZ0JpuOc6eelH0Nn6EC0p.PoUBVUvw/alCd4qyosW",
        "scrypt$16384$d7tUADCr3PofXM28ORnVQb$8$5$LHDxUAqJzEtuz53LCkatzDTDFivdr87AnDAi67BkzoNJ9Ql+zFW/XKdbdC+zLjFsT8hVTufjT+IdySsuJSUtpQ==",
        "scrypt$1024$saltsalt$8$1$aBsBf3jsxMWT8B+TkwMkkdlg/TMJZdCXGq64wilza7XttMCP0cuVb/WMbrsA44I7mNyusPOHs3vEadFQGN5EcQ=="
      })
  void aHashOfDjangosLetsInWhoKnowsThePasswordAndIsOurOwnFromThenOn(String hash) throws Exception {
    String name = store(hash);
    assertThat(logIn(name, PASSWORD + "x").status()).isEqualTo(401);
    assertThat(stored(name)).isEqualTo(hash);
    assertThat(logIn(name, PASSWORD).status()).isEqualTo(200);
    assertThat(stored(name)).startsWith("$argon2id$");
    assertThat(logIn(name, PASSWORD).status()).isEqualTo(200);
    assertThat(logIn(name, PASSWORD + "x").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "!",
        "!ALCr6okRDejmfNU7pjYAF1siXN71OOcgJCwkGOvZ",
        "md5$JxTFqHe3RkFUeczPHscvun$c153e74071071500c357b383e3e54e52",
        "pbkdf2_sha256",
        "pbkdf2_sha256$2000000000$salt$4f6lpT+66wx7uWUdQ3VHfnGFzl0268N9ZM6Zz53QVE8=",
        "pbkdf2_sha256$1000$salt$",
        "pbkdf2_sha256$1000$$4f6lpT+66wx7uWUdQ3VHfnGFzl0268N9ZM6Zz53QVE8=",
        "pbkdf2_sha256$x$salt$4f6lpT+66wx7uWUdQ3VHfnGFzl0268N9ZM6Zz53QVE8=",
        "scrypt$1073741824$salt$8$1$aBsBf3jsxMWT8B+TkwMkkdlg/TMJZdCXGq64wilza7XttMCP0cuVb/WMbrsA44I7mNyusPOHs3vEadFQGN5EcQ==",
        "scrypt$1000$salt$8$1$aBsB",
        "bcrypt$$2b$31$pC50xdeLXRsjZZ0JpuOc6eelH0Nn6EC0p.PoUBVUvw/alCd4qyosW",
        "bcrypt$",
        "argon2$argon2id$v=19$m=2097152,t=2,p=8$VlZXN3NORktVOHpQSG1ON2xXdGlXNg$ekB4vFZJ8e1oVw3TPxZ+zDB/W2pUnAY0DLChiTWHqRs",
        "argon2$argon2id$"
      })
  void aHashThatIsNoneOrAsksForTooMuchLetsNobodyIn(String hash) throws Exception {
    assertThat(DjangoHash.parse(hash)).isEmpty();
    assertThat(logIn(store(hash), PASSWORD).status()).isEqualTo(401);
  }

  @Test
  void aPasswordThatWasChangedMeanwhileStays() throws Exception {
    String name = store("pbkdf2_sha256$1000$salt$4f6lpT+66wx7uWUdQ3VHfnGFzl0268N9ZM6Zz53QVE8=");
    assertThat(logIn(name, PASSWORD).status()).isEqualTo(200);
    String ours = stored(name);
    assertThat(logIn(name, PASSWORD).status()).isEqualTo(200);
    assertThat(stored(name)).isEqualTo(ours);
  }

  private static String store(String hash) throws Exception {
    String name = SERVER.people(1).getFirst().username();
    try (Connection connection = SERVER.database();
        PreparedStatement update =
            connection.prepareStatement("UPDATE users SET password = ? WHERE username = ?")) {
      update.setString(1, hash);
      update.setString(2, name);
      update.executeUpdate();
    }
    return name;
  }

  private static String stored(String name) throws Exception {
    try (Connection connection = SERVER.database();
        PreparedStatement select =
            connection.prepareStatement("SELECT password FROM users WHERE username = ?")) {
      select.setString(1, name);
      ResultSet row = select.executeQuery();
      row.next();
      return row.getString(1);
    }
  }

  private static Reply logIn(String name, String password) {
    return SERVER
        .api()
        .post("/api/token/", new JsonObject().put("username", name).put("password", password));
  }
}
