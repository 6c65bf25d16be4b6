package io.freshet.helm;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Path;

/** The example of a chart that takes the bridge into its own pods, with its dependency in place. */
final class KafkaWithBridge {
  private KafkaWithBridge() {}

  static String render(Path folder) throws IOException {
    Path chart = folder.resolve("kafka-with-bridge");
    Chart.copy(Chart.EXAMPLES.resolve("kafka-with-bridge"), chart);
    Chart.copy(Chart.FOLDER, chart.resolve("charts/freshet"));
    return new Helm(chart)
        .template()
        .withName("shop")
        .withNamespace("kafka")
        .withKubeVersion("1.34")
        .call();
  }
}
