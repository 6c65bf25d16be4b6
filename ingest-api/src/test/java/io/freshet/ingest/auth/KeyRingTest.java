package io.freshet.ingest.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingest.Samples;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {
  private final Token token = Token.random(new SecureRandom());
  private final Caller caller =
      new Caller(token.id(), "prod", Set.of("payments"), Set.of(Access.WRITE));
  private final ApiKey key =
      new ApiKey(
          caller,
          token.secretHash(),
          Samples.NOW,
          Optional.of(Samples.NOW.plus(Duration.ofDays(1))));
  private final KeyRing ring = new KeyRing(List.of(key), () -> Samples.NOW);

  @Test
  void admitsTheHolderByEitherScheme() {
    assertThat(ring.admit("Bearer " + token.reveal())).isEqualTo(new Admission.Admitted(caller));
    assertThat(ring.admit("Tecton-key " + token.reveal()))
        .isEqualTo(new Admission.Admitted(caller));
  }

  @Test
  void admitsNoPrefixNoExtensionAndNoOther() {
    String whole = token.reveal();
    for (String wrong :
        List.of(
            "",
            whole,
            "Basic " + whole,
            "Bearer ",
            "Bearer fsk_",
            "Bearer fsk_" + token.id() + "_",
            "Bearer " + whole.substring(0, whole.length() - 1),
            "Bearer " + whole.substring(0, whole.length() / 2),
            "Bearer " + whole.replace(token.id(), token.id().substring(0, 11)),
            "Bearer " + whole.replace(token.id(), token.id() + "0"),
            "Bearer " + whole + "x",
            "Bearer " + Token.random(new SecureRandom()).reveal())) {
      assertThat(ring.admit(wrong)).isEqualTo(Admission.unknown());
    }
  }

  @Test
  void admitsNobodyAfterTheExpiry() {
    var later = new KeyRing(List.of(key), () -> Samples.NOW.plus(Duration.ofDays(1)));
    assertThat(later.admit("Bearer " + token.reveal())).isEqualTo(Admission.unknown());
  }

  @Test
  void aCallerMayOnlyDoWhatTheKeySays() {
    assertThat(caller.may(Access.WRITE, "prod", "payments")).isTrue();
    assertThat(caller.may(Access.WRITE, "prod", "others")).isFalse();
    assertThat(caller.may(Access.WRITE, "test", "payments")).isFalse();
    assertThat(caller.may(Access.READ, "prod", "payments")).isFalse();
  }

  @Test
  void revokedKeysAreUnknownAndSeveralMayLive() {
    Token second = Token.random(new SecureRandom());
    var both = new KeyRing(List.of(key, of(second)), () -> Samples.NOW);
    assertThat(both.admit("Bearer " + second.reveal())).isInstanceOf(Admission.Admitted.class);
    assertThat(both.admit("Bearer " + token.reveal())).isInstanceOf(Admission.Admitted.class);
    var revoked = new KeyRing(List.of(of(second)), () -> Samples.NOW);
    assertThat(revoked.admit("Bearer " + token.reveal())).isEqualTo(Admission.unknown());
  }

  @Test
  void anotherKeysSecretIsNoSecret() {
    Token second = Token.random(new SecureRandom());
    var both = new KeyRing(List.of(key, of(second)), () -> Samples.NOW);
    String mixed = "fsk_" + token.id() + second.reveal().substring(("fsk_" + second.id()).length());
    assertThat(both.admit("Bearer " + mixed)).isEqualTo(Admission.unknown());
  }

  /** The hash is in a file that more people can read than hold the key. */
  @Test
  void theStoredHashIsNoSecret() {
    assertThat(ring.admit("Bearer fsk_" + token.id() + "_" + token.secretHash()))
        .isEqualTo(Admission.unknown());
  }

  @Test
  void anUnknownIdTakesTheSamePathAsAWrongSecret() {
    List<String> compared = new ArrayList<>();
    var watched =
        new KeyRing(
            List.of(key),
            () -> Samples.NOW,
            (stored, shown) -> {
              compared.add(stored);
              assertThat(shown).hasSameSizeAs(stored);
              return KeyRing.sameInConstantTime(stored, shown);
            });
    watched.admit("Bearer fsk_" + token.id() + "_wrong");
    watched.admit("Bearer fsk_ffffffffffff_wrong");
    assertThat(compared).containsExactly(token.secretHash(), "0".repeat(64));
  }

  @Test
  void hashesThatDifferInOneDigitAreDifferent() {
    String hash = token.secretHash();
    assertThat(KeyRing.sameInConstantTime(hash, hash)).isTrue();
    for (int i = 0; i < hash.length(); i++) {
      char other = hash.charAt(i) == '0' ? '1' : '0';
      String near = hash.substring(0, i) + other + hash.substring(i + 1);
      assertThat(KeyRing.sameInConstantTime(hash, near)).isFalse();
      assertThat(KeyRing.sameInConstantTime(hash, hash.substring(0, i))).isFalse();
    }
  }

  /** Even if every comparison said yes, only a registered id is somebody. */
  @Test
  void nobodyIsTheHolderOfAnUnknownId() {
    var gullible = new KeyRing(List.of(key), () -> Samples.NOW, (_, _) -> true);
    assertThat(gullible.admit("Bearer fsk_ffffffffffff_x")).isEqualTo(Admission.unknown());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Bearer",
        "Bearer ",
        "Bearer  ",
        "Tecton-key",
        "bearer fsk",
        "bearer fsk__",
        "bearer fsk_a",
        "bearer fsk_a_",
        "bearer fsk__b",
        "Bearer fsk_\u0000_\u0000",
        "Bearer \ud800",
        "Basic dXNlcjpwYXNz",
        "Bearer Bearer fsk_a_b",
        "\tBearer fsk_a_b",
        "Bearer fsk_a_b, Bearer c"
      })
  void malformedHeadersAreTurnedAway(String header) {
    assertThat(ring.admit(header)).isEqualTo(Admission.unknown());
  }

  @Test
  void hugeHeadersAreTurnedAwayUnread() {
    String huge = "x".repeat(2_000_000);
    for (String header :
        List.of(
            huge,
            "Bearer " + huge,
            "Bearer fsk_" + huge,
            "Bearer fsk_" + token.id() + "_" + huge,
            "Bearer " + token.reveal() + huge,
            "Bearer " + "fsk_".repeat(500_000))) {
      assertThat(ring.admit(header)).isEqualTo(Admission.unknown());
    }
  }

  @Test
  void theSchemesNameIsReadInAnyCase() {
    for (String scheme : List.of("BEARER ", "bearer ", "tecton-KEY ", "Bearer   ")) {
      assertThat(ring.admit(scheme + token.reveal())).isEqualTo(new Admission.Admitted(caller));
    }
  }

  private static ApiKey of(Token token) {
    var caller = new Caller(token.id(), "prod", Set.of(), Set.of(Access.READ));
    return new ApiKey(caller, token.secretHash(), Samples.NOW, Optional.empty());
  }
}
