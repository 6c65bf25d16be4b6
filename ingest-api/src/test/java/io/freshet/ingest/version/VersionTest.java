package io.freshet.ingest.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class VersionTest {

  @Property
  void bytesSortAsVersionsCompare(
      @ForAll("versions") Version one, @ForAll("versions") Version other) {
    int bytes = Arrays.compareUnsigned(one.encoded(), other.encoded());
    assertThat(Integer.signum(bytes)).isEqualTo(Integer.signum(one.compareTo(other)));
  }

  @Property
  void identityForgetsOnlyTheIngestionTime(@ForAll("versions") Version version) {
    assertThat(version.ingestedAt(42).identity()).isEqualTo(version.identity());
    assertThat(version.encoded()).hasSize(40);
    assertThat(version.identity()).hasSize(32);
  }

  @Property
  void theBoundLiesAboveEveryIdentityOfItsEventTime(@ForAll("versions") Version version) {
    byte[] bound = Version.identityBoundAfter(version.eventTime());
    assertThat(Arrays.compareUnsigned(version.identity(), bound)).isLessThanOrEqualTo(0);
  }

  @Provide
  Arbitrary<Version> versions() {
    Arbitrary<OptionalLong> sequences =
        Arbitraries.longs()
            .between(0, Long.MAX_VALUE)
            .edgeCases(edges -> edges.add(0L, 1L, Long.MAX_VALUE))
            .optional()
            .map(value -> value.map(OptionalLong::of).orElseGet(OptionalLong::empty));
    return Combinators.combine(
            Arbitraries.longs().edgeCases(edges -> edges.add(-1L, 0L, 1L)),
            sequences,
            Arbitraries.longs().between(0, 3),
            Arbitraries.longs().between(-2, 2))
        .as((time, sequence, ingested, hash) ->
            new Version(time, sequence, ingested, new ContentHash(hash, -hash)));
  }
}
