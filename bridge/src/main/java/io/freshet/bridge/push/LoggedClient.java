package io.freshet.bridge.push;

import io.freshet.bridge.batch.Batch;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.push.Answer.Foreign;
import io.freshet.bridge.push.Answer.PartlyStored;
import io.freshet.bridge.push.Answer.SchemaMoved;
import io.freshet.bridge.push.Answer.TryAgain;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says aloud, but not over and over, that pushing does not work. */
public final class LoggedClient implements IngestClient {
  private static final Logger LOG = LoggerFactory.getLogger(LoggedClient.class);

  private final IngestClient client;
  private final BridgeMetrics metrics;
  private final LogLimit failures;
  private final LogLimit foreign;

  public LoggedClient(IngestClient client, BridgeMetrics metrics, InstantSource clock) {
    this.client = client;
    this.metrics = metrics;
    this.failures = new LogLimit(clock);
    this.foreign = new LogLimit(clock);
  }

  @Override
  public Answer push(Batch batch) throws InterruptedException {
    Answer answer = client.push(batch);
    switch (answer) {
      case TryAgain again -> failed(batch, again.reason());
      case PartlyStored partly -> failed(batch, partly.reason());
      case SchemaMoved moved -> failed(batch, "mapping again, " + moved.reason());
      case Foreign other -> {
        metrics.foreignAnswer();
        foreign.log(leftOut ->
            LOG.error(
                "{}: {}: is ingest.url right, and is a proxy answering? ({} more like it)",
                batch.pushSource(),
                other.reason(),
                leftOut));
      }
      case Answer.Stored _,
          Answer.Invalid _,
          Answer.TooLarge _,
          Answer.SourceBlocked _,
          Answer.AllBlocked _ -> {}
    }
    return answer;
  }

  private void failed(Batch batch, String reason) {
    failures.log(leftOut ->
        LOG.warn("{}: pushing again: {} ({} more like it)", batch.pushSource(), reason, leftOut));
  }
}
