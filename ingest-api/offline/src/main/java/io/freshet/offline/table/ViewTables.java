package io.freshet.offline.table;

import io.freshet.offline.config.OfflineConfig;
import io.freshet.schema.FeatureView;
import io.freshet.schema.PushSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/** The feature views' tables in an Iceberg catalog: {@code workspace.view}, from start to close. */
public final class ViewTables implements AutoCloseable {
  /**
   * A table's own properties, given once, when it is made. Metadata of old commits goes: one comes
   * each minute.
   */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          TableProperties.FORMAT_VERSION, "2",
          TableProperties.PARQUET_COMPRESSION, "zstd",
          TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
          TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "50");

  /** What the JVM calls a user who is not in the system's list. */
  private static final String NAMELESS = "?";

  private final Catalog catalog;
  private final Namespace root;

  /** Tables of a catalog that is somebody else's to close. */
  public ViewTables(Catalog catalog, Namespace root) {
    this.catalog = catalog;
    this.root = root;
  }

  /** Connects to the configured catalog. */
  public static ViewTables open(OfflineConfig.Catalog config) {
    Map<String, String> properties = new HashMap<>(config.properties());
    // Of the two clients of the AWS SDK this is the one that we bring.
    properties.putIfAbsent("http-client.type", "urlconnection");
    giveHadoopAUser();
    Catalog catalog =
        CatalogUtil.buildIcebergCatalog(config.name(), properties, new Configuration(false));
    return new ViewTables(catalog, Namespace.of(config.namespace().toArray(String[]::new)));
  }

  /**
   * Hadoop, through which plain files are written, asks the system who runs it, and can do nothing
   * where the user has a number and no name: in a container, mostly.
   */
  private static void giveHadoopAUser() {
    if (NAMELESS.equals(System.getProperty("user.name"))) {
      UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser("freshet"));
    }
  }

  /** What a view's table is called. */
  public TableIdentifier name(String workspace, String view) {
    return TableIdentifier.of(namespace(workspace), view);
  }

  /** The view's table, if it has one. */
  public Optional<Table> find(String workspace, String view) {
    try {
      return Optional.of(catalog.loadTable(name(workspace, view)));
    } catch (NoSuchTableException _) {
      return Optional.empty();
    }
  }

  /**
   * The view's table, made if it is missing, with a column for every field that is registered now.
   * No column is ever removed.
   *
   * @throws IllegalArgumentException when a field's type was changed to one that its column cannot
   *     take
   */
  public Table ensure(PushSource source, FeatureView view) {
    Schema wanted = ViewSchema.of(source, view);
    Table table =
        find(source.workspace(), view.name())
            .orElseGet(() -> create(source.workspace(), view.name(), wanted));
    if (!holds(table.schema(), wanted)) {
      table.updateSchema().unionByNameWith(wanted).commit();
    }
    return table;
  }

  /** Whether adding the one to the other would change nothing. */
  private static boolean holds(Schema schema, Schema wanted) {
    return wanted.columns().stream()
        .allMatch(column -> {
          NestedField found = schema.findField(column.name());
          return found != null && text(found.type()).equals(text(column.type()));
        });
  }

  /** Types compare with the numbers of nested fields, which the table has given anew. */
  private static String text(Type type) {
    return type.toString();
  }

  private Table create(String workspace, String view, Schema schema) {
    Namespace namespace = namespace(workspace);
    if (catalog instanceof SupportsNamespaces namespaces) {
      for (int levels = 1; levels <= namespace.length(); levels++) {
        create(
            namespaces,
            Namespace.of(Stream.of(namespace.levels()).limit(levels).toArray(String[]::new)));
      }
    }
    try {
      return catalog.createTable(
          name(workspace, view), schema, ViewSchema.partitions(schema), PROPERTIES);
    } catch (AlreadyExistsException _) {
      // Another worker has been faster.
      return catalog.loadTable(name(workspace, view));
    }
  }

  private static void create(SupportsNamespaces namespaces, Namespace namespace) {
    try {
      if (!namespaces.namespaceExists(namespace)) {
        namespaces.createNamespace(namespace);
      }
    } catch (AlreadyExistsException _) {
      // Another worker has been faster.
    }
  }

  private Namespace namespace(String workspace) {
    return Namespace.of(
        Stream.concat(Stream.of(root.levels()), Stream.of(workspace)).toArray(String[]::new));
  }

  @Override
  public void close() {
    if (catalog instanceof Closeable closeable) {
      try {
        closeable.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
