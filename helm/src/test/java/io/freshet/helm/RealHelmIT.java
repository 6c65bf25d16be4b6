package io.freshet.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The helm on this machine, where there is one: it reads the chart as the library does. */
class RealHelmIT {

  static List<Path> matrix() {
    return Chart.matrix();
  }

  @BeforeAll
  static void findHelm() {
    assumeTrue(Tool.isInstalled("helm"), "helm is not installed: the library alone has been asked");
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void rendersTheSame(Path values) throws Exception {
    Tool.Result result =
        Tool.run(
            List.of(
                "helm",
                "template",
                "shop",
                Chart.FOLDER.toString(),
                "--namespace=features",
                "--kube-version=1.34",
                "--no-hooks",
                "--values=" + values));
    assertThat(result.code()).as(result.output()).isZero();
    assertThat(Chart.manifests(result.output()))
        .containsExactlyInAnyOrderElementsOf(Chart.manifests(Chart.render(values)));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void lintsWithoutAWarning(Path values) throws Exception {
    Tool.Result result =
        Tool.run("helm", "lint", "--strict", Chart.FOLDER.toString(), "-f", values.toString());
    assertThat(result.code()).as(result.output()).isZero();
  }
}
