package io.freshet.ingest.serve;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** All that is logged until it is closed, with everything that an event has. */
final class Logs extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final JsonEncoder encoder = new JsonEncoder();
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  Logs() {
    encoder.setWithFormattedMessage(true);
    encoder.setContext(context);
    encoder.start();
    setContext(context);
    start();
    root.addAppender(this);
  }

  String text() {
    return String.join("", lines);
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    root.detachAppender(this);
  }
}
