import io.freshet.offline.config.OfflineConfig;
import io.freshet.offline.table.RowFiles;
import io.freshet.offline.table.ViewTables;
import io.freshet.schema.Catalogue.FedView;
import io.freshet.schema.file.SchemaDirectory;
import io.freshet.yaml.Problems;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;

/**
 * Fills the table of view {@code latest} as the worker would: {@code MakeLog offline.yaml ROWS}.
 * Ninety days of 500,000 users in the order of event time; nine of ten rows are taken in within
 * three seconds, the tenth up to a day late; one of a hundred is a delete.
 */
public final class MakeLog {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final long MICROS = Duration.ofDays(90).toMillis() * 1_000;
  private static final int USERS = 500_000;
  private static final String[] CURRENCIES = {"EUR", "USD", "GBP", "JPY"};

  public static void main(String[] args) {
    long rows = Long.parseLong(args[1]);
    var problems = new Problems();
    OfflineConfig config = OfflineConfig.read(Path.of(args[0]), problems);
    FedView fed =
        SchemaDirectory.read(config.schemas(), problems).view("bench", "latest").orElseThrow();
    if (!problems.isEmpty()) {
      throw new IllegalStateException(problems.toString());
    }
    long begun = System.nanoTime();
    try (ViewTables tables = ViewTables.open(config.catalog())) {
      Table table = tables.ensure(fed.source(), fed.view());
      try (var files = new RowFiles(table, 128 << 20)) {
        var random = new SplittableRandom(1);
        for (long i = 0; i < rows; i++) {
          files.add(row(table, i, rows, random));
        }
        var append = table.newAppend();
        files.finish().forEach(append::appendFile);
        append.commit();
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf("%d rows written in %.1f s, %.0f a second%n", rows, seconds, rows / seconds);
  }

  private static GenericRecord row(Table table, long i, long rows, SplittableRandom random) {
    GenericRecord row = GenericRecord.create(table.schema());
    Instant event = START.plusNanos(Math.multiplyExact(MICROS / rows * i, 1_000L));
    long delay = random.nextInt(10) == 0 ? random.nextLong(86_400_000L) : random.nextLong(3_000);
    boolean delete = random.nextInt(100) == 0;
    row.setField("user_id", "u" + random.nextInt(USERS));
    if (!delete) {
      row.setField("amount", random.nextInt(100_000) / 100.0);
      row.setField("currency", CURRENCIES[random.nextInt(4)]);
      row.setField("merchant", random.nextLong(1_000_000));
    }
    row.setField("event_time", event.atOffset(ZoneOffset.UTC));
    row.setField("ingestion_time", event.plusMillis(delay).atOffset(ZoneOffset.UTC));
    row.setField("sequence", i);
    row.setField("origin", "payments.v1/0");
    row.setField("is_deleted", delete);
    row.setField(
        "content_hash", ByteBuffer.allocate(16).putLong(random.nextLong()).putLong(i).array());
    return row;
  }
}
