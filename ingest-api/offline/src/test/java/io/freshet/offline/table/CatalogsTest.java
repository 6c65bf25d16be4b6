package io.freshet.offline.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The catalogs that are documented come with the program, and make their clients. */
class CatalogsTest {

  @BeforeEach
  void credentials() {
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
    System.setProperty("aws.region", "eu-central-1");
  }

  @Test
  void glueAndS3() {
    var catalog =
        CatalogUtil.buildIcebergCatalog(
            "lake",
            Map.of(
                "type", "glue",
                "warehouse", "s3://lake/features",
                "io-impl", "org.apache.iceberg.aws.s3.S3FileIO",
                "http-client.type", "urlconnection"),
            new Configuration(false));

    assertThat(catalog.name()).isEqualTo("lake");
    var files =
        CatalogUtil.loadFileIO(
            "org.apache.iceberg.aws.s3.S3FileIO",
            Map.of("http-client.type", "urlconnection"),
            null);
    assertThat(files.newOutputFile("s3://lake/features/a").location())
        .isEqualTo("s3://lake/features/a");
    files.close();
  }
}
