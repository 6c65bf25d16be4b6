package io.freshet.quickstart.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.quickstart.guarantee.Fate.Delete;
import io.freshet.quickstart.guarantee.Fate.Refusal;
import io.freshet.quickstart.guarantee.Fate.Skip;
import io.freshet.quickstart.guarantee.Fate.Version;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WorkloadTest {
  private static final long START = 1_790_000_000_000L;

  @Test
  void theSameSeedMakesTheSameRecords() {
    List<Item> once = Workload.of(7, 2_000, 12, Tombstones.DELETE, new Encoding.Json(), START);
    List<Item> again = Workload.of(7, 2_000, 12, Tombstones.DELETE, new Encoding.Json(), START);
    for (int i = 0; i < once.size(); i++) {
      assertThat(again.get(i).value()).isEqualTo(once.get(i).value());
      assertThat(again.get(i).partition()).isEqualTo(once.get(i).partition());
      assertThat(again.get(i).fate()).isEqualTo(once.get(i).fate());
    }
  }

  @Test
  void everyKindOfRecordIsThere() {
    List<Item> items = Workload.of(8, 10_000, 12, Tombstones.DELETE, new Encoding.Json(), START);
    assertThat(count(items, Refusal.class)).isBetween(120, 300);
    assertThat(count(items, Delete.class)).isBetween(120, 300);
    assertThat(ties(items)).isGreaterThan(300);
    assertThat(repeats(items)).isGreaterThan(100);
    assertThat(items.stream().map(Item::partition).distinct()).hasSize(12);
    assertThat(items)
        .anyMatch(item ->
            item.fate() instanceof Version version
                && version.eventTimeMillis() < START - 30L * 86_400_000);
  }

  @Test
  void theTopicsSettingSaysWhatBecomesOfATombstone() {
    assertThat(tombstoneFate(Tombstones.SKIP)).isInstanceOf(Skip.class);
    assertThat(tombstoneFate(Tombstones.DEAD_LETTER)).isInstanceOf(Refusal.class);
    assertThat(tombstoneFate(Tombstones.DELETE)).isInstanceOf(Delete.class);
  }

  @Test
  void mostEntitiesKeepToOnePartitionAndAFewRoam() {
    Map<String, Set<Integer>> partitions = new HashMap<>();
    for (Item item : Workload.of(9, 10_000, 12, Tombstones.SKIP, new Encoding.Json(), START)) {
      if (item.fate() instanceof Version version) {
        partitions.computeIfAbsent(version.user(), _ -> new HashSet<>()).add(item.partition());
      }
    }
    long roaming = partitions.values().stream().filter(used -> used.size() > 1).count();
    assertThat(roaming).isBetween(10L, partitions.size() / 10L);
  }

  private static Fate tombstoneFate(Tombstones setting) {
    return Workload.of(10, 1_000, 12, setting, new Encoding.Json(), START).stream()
        .filter(item -> item.value() == null)
        .findFirst()
        .orElseThrow()
        .fate();
  }

  private static int count(List<Item> items, Class<? extends Fate> kind) {
    return (int) items.stream().filter(item -> kind.isInstance(item.fate())).count();
  }

  private static int ties(List<Item> items) {
    Set<String> seen = new HashSet<>();
    return (int)
        items.stream()
            .map(Item::fate)
            .filter(Version.class::isInstance)
            .map(Version.class::cast)
            .filter(version -> !seen.add(version.user() + "@" + version.eventTimeMillis()))
            .count();
  }

  private static int repeats(List<Item> items) {
    Set<String> seen = new HashSet<>();
    return (int)
        items.stream()
            .filter(item -> item.value() != null && !seen.add(Arrays.toString(item.value())))
            .count();
  }
}
