package io.freshet.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the manifests say, as Kubernetes reads them. */
class ManifestsTest {

  static List<Path> matrix() {
    return Chart.matrix();
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void everyFieldIsOneThatItsTypeHas(Path values, @TempDir Path folder) throws IOException {
    for (JsonNode manifest : Chart.manifests(Chart.renderWithTests(values, folder))) {
      assertThat(Kinds.parse(manifest)).isNotNull();
    }
  }

  @Test
  void aFieldThatNoTypeHasIsNoticed() {
    JsonNode deployment =
        Chart.manifests(Chart.render(Chart.EXAMPLES.resolve("first.yaml"))).stream()
            .filter(manifest -> manifest.path("kind").asText().equals("Deployment"))
            .findFirst()
            .orElseThrow();
    ((ObjectNode) deployment.at("/spec/template/spec/containers/0")).put("readinesProbe", "typo");
    assertThatThrownBy(() -> Kinds.parse(deployment))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("readinesProbe");
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void everyContainerRunsWithoutRightsOnARootItCannotWrite(Path values, @TempDir Path folder)
      throws IOException {
    for (PodSpec pod : pods(Chart.renderWithTests(values, folder))) {
      for (Container container : pod.getContainers()) {
        assertThat(container.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(container.getSecurityContext().getRunAsUser()).isEqualTo(65532);
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop())
            .containsExactly("ALL");
        assertThat(container.getVolumeMounts())
            .anyMatch(mount -> mount.getMountPath().equals("/tmp"));
      }
      assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    }
  }

  @Test
  void aHaltedBridgeNeverTakesABrokerOutOfItsService(@TempDir Path folder) throws IOException {
    PodSpec pod = pods(KafkaWithBridge.render(folder)).getFirst();
    Container bridge = pod.getInitContainers().getFirst();
    assertThat(bridge.getName()).isEqualTo("freshet-bridge");
    assertThat(bridge.getRestartPolicy()).isEqualTo("Always"); // a native sidecar
    assertThat(bridge.getReadinessProbe()).isNull(); // it would be the pod's
    assertThat(bridge.getStartupProbe()).isNull(); // the broker starts only after it
    assertThat(bridge.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/healthz/live");
    assertThat(pod.getContainers()).extracting(Container::getName).containsExactly("kafka");
    assertThat(pod.getVolumes()).hasSize(2);
  }

  @Test
  void aPodHasLongerThanItsProgramTakesToEnd() throws IOException {
    // 60 s to drain and 20 more; 15 s before, 1 and 60 s of shutdown, and 10 more; what was asked
    // for.
    assertThat(pods(Chart.render(Chart.values("everything"))))
        .extracting(PodSpec::getTerminationGracePeriodSeconds)
        .containsExactlyInAnyOrder(80L, 86L, 90L);
  }

  private static List<PodSpec> pods(String rendered) throws IOException {
    return Chart.manifests(rendered).stream().flatMap(ManifestsTest::podOf).toList();
  }

  private static Stream<PodSpec> podOf(JsonNode manifest) {
    try {
      return switch (Kinds.parse(manifest)) {
        case Deployment deployment -> Stream.of(deployment.getSpec().getTemplate().getSpec());
        case StatefulSet set -> Stream.of(set.getSpec().getTemplate().getSpec());
        case Pod pod -> Stream.of(pod.getSpec());
        default -> Stream.empty();
      };
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
