import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/**
 * A local Spark that runs training-set.sql over a catalog in a file of SQLite: {@code java -cp
 * "$(cat target/classpath)" SparkJoin.java CATALOG.db WAREHOUSE SPINE.csv training-set.sql OUT}. The
 * spine has the columns row, user_id, shop and at; OUT becomes a folder with CSV files.
 */
public final class SparkJoin {
  public static void main(String[] args) throws Exception {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .appName("training-set")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.sql.catalog.freshet", "org.apache.iceberg.spark.SparkCatalog")
            .config("spark.sql.catalog.freshet.type", "jdbc")
            .config("spark.sql.catalog.freshet.uri", "jdbc:sqlite:" + args[0])
            .config("spark.sql.catalog.freshet.warehouse", args[1])
            .getOrCreate();
    spark
        .read()
        .option("header", true)
        .schema("row BIGINT, user_id STRING, shop BIGINT, at TIMESTAMP")
        .csv(args[2])
        .createOrReplaceTempView("spine");
    spark
        .sql(Files.readString(Path.of(args[3])))
        .selectExpr("row", "logins__note")
        .coalesce(1)
        .sortWithinPartitions("row")
        .write()
        .csv(args[4]);
    spark.stop();
  }
}
