package io.freshet.ingest.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingest.Samples;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFileTest {
  @TempDir private Path folder;
  private final Problems problems = new Problems();

  @Test
  void keepsKeysAndNoSecret() throws IOException {
    Token token = Token.random(new SecureRandom());
    List<ApiKey> keys = List.of(key(token, Optional.of(new Rate(0.5, 7))), key(Optional.empty()));
    KeyFile file = file("keys.yaml");
    file.write(keys);
    assertThat(file.read(problems)).isEqualTo(keys);
    assertThat(problems.list()).isEmpty();
    String secret = token.reveal().substring(("fsk_" + token.id() + "_").length());
    assertThat(secret).hasSize(43);
    assertThat(Files.readString(file.path())).doesNotContain(secret);
    assertThat(token.toString() + keys).doesNotContain(secret);
  }

  @Test
  void onlyItsOwnerMayReadItAndNothingElseIsLeft() throws IOException {
    file("keys.yaml").update((_, _) -> List.of(key(Optional.empty())), problems);
    try (var names = Files.list(folder)) {
      assertThat(names.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("keys.yaml", ".keys.yaml.lock");
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("keys.yaml"))))
        .isEqualTo("rw-------");
  }

  @Test
  void concurrentChangesLoseNoKey() throws Exception {
    int writers = 8;
    int each = 5;
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      tasks.add(() -> {
        for (int j = 0; j < each; j++) {
          file("keys.yaml").update(KeyFileTest::oneMore, new Problems());
        }
        return true;
      });
    }
    try (var threads = Executors.newFixedThreadPool(writers)) {
      for (var done : threads.invokeAll(tasks)) {
        assertThat(done.get()).isTrue();
      }
    }
    assertThat(file("keys.yaml").read(problems)).hasSize(writers * each);
    assertThat(problems.list()).isEmpty();
  }

  private static List<ApiKey> oneMore(List<ApiKey> keys, Problems none) {
    List<ApiKey> more = new ArrayList<>(keys);
    more.add(key(Optional.empty()));
    return more;
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Files.createDirectory(folder.resolve("real"));
    file("real/keys.yaml").write(List.of());
    Files.createSymbolicLink(folder.resolve("keys.yaml"), Path.of("real/keys.yaml"));
    file("keys.yaml").update(KeyFileTest::oneMore, problems);
    assertThat(folder.resolve("keys.yaml")).isSymbolicLink();
    assertThat(file("real/keys.yaml").read(problems)).hasSize(1);
  }

  @Test
  void aFileWithProblemsIsNotOverwritten() throws IOException {
    Files.writeString(folder.resolve("keys.yaml"), "keys: [{id: 1}]");
    file("keys.yaml").update(KeyFileTest::oneMore, problems);
    assertThat(problems.list()).isNotEmpty();
    assertThat(folder.resolve("keys.yaml")).hasContent("keys: [{id: 1}]");
  }

  /** Whatever cannot be read makes no key: least of all one that may do more than was meant. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "expires: \".*\" | expires: \"soon\" | keys[0].expires: expected a moment",
        "expires: \".*\" | expires: 2076 | keys[0].expires: expected",
        "expires: \".*\" | expires: | keys[0].expires: expected",
        "sources: .* | sources: [] | keys[0].sources: names none",
        "sources: .* | sources: payments | keys[0].sources: expected a list",
        "sources: .* | sources: [\"*\"] | keys[0].sources: is not a name",
        "workspace: .* | workspace: \"*\" | keys[0].workspace: is not a name",
        "access: .* | access: [] | keys[0].access: allows nothing",
        "access: .* | access: [\"admin\"] | keys[0].access: expected read, write",
        "rate: .* | rate: {} | keys[0].rate: expected a rate",
        "rate: .* | rate: fast | keys[0].rate: expected",
        "rate: .* | rate: {requests_per_second: 0} | must be between 0.001 and",
        "rate: .* | rate: {requests_per_second: 1, burst: 0} | must be between 1 and",
        "secret_sha256: .* | secret_sha256: \"abc\" | keys[0].secret_sha256: expected 64 hex digits",
        "id: .* | id: \"a_b\" | keys[0].id: expected letters and digits"
      })
  void whatIsMalformedMakesNoKey(String line, String instead, String expected) throws IOException {
    file("keys.yaml").write(List.of(key(Optional.of(Rate.of(5)))));
    String text = Files.readString(folder.resolve("keys.yaml"));
    String changed = text.replaceFirst(line, instead);
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(folder.resolve("keys.yaml"), changed);
    assertThat(file("keys.yaml").read(problems)).isEmpty();
    assertThat(problems.toString()).contains(expected);
  }

  @Test
  void aMisspeltKeyIsAProblem() throws IOException {
    file("keys.yaml").write(List.of(key(Optional.empty())));
    String text = Files.readString(folder.resolve("keys.yaml"));
    Files.writeString(folder.resolve("keys.yaml"), text.replace("expires:", "expirse:"));
    file("keys.yaml").read(problems);
    assertThat(problems.toString()).contains("unknown key (did you mean expires?)");
  }

  @Test
  void anIdThatIsThereTwiceIsAProblemAndNoCrash() throws IOException {
    ApiKey key = key(Optional.empty());
    file("keys.yaml").write(List.of(key, key));
    List<ApiKey> keys = file("keys.yaml").read(problems);
    assertThat(problems.toString()).contains("keys[1].id: is another key's id already");
    assertThat(new KeyRing(keys, () -> Samples.NOW).size()).isEqualTo(1);
  }

  private KeyFile file(String name) {
    return new KeyFile(folder.resolve(name));
  }

  private static ApiKey key(Optional<Rate> rate) {
    return key(Token.random(new SecureRandom()), rate);
  }

  private static ApiKey key(Token token, Optional<Rate> rate) {
    var caller =
        new Caller(token.id(), "prod", Set.of("payments", "refunds"), Set.of(Access.WRITE), rate);
    return new ApiKey(
        caller, token.secretHash(), Samples.NOW, Optional.of(Samples.NOW.plus(Duration.ofDays(1))));
  }
}
