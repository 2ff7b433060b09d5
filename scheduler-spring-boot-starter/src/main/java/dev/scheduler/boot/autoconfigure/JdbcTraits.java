package dev.scheduler.boot.autoconfigure;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.boot.jdbc.metadata.CompositeDataSourcePoolMetadataProvider;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;

/**
 * What matters of a database to those who rely on its locks.
 *
 * @param isEmbedded whether each process has its own
 * @param isLone whether there is but one connection, for tasks and locks together
 */
record JdbcTraits(boolean isEmbedded, boolean isLone) {

    static JdbcTraits of(JdbcSource source, List<DataSourcePoolMetadataProvider> pools) {
        DataSource dataSource = source.dataSource();
        DataSourcePoolMetadata pool =
                new CompositeDataSourcePoolMetadataProvider(pools).getDataSourcePoolMetadata(dataSource);
        Integer most = pool == null ? null : pool.getMax();
        return new JdbcTraits(
                EmbeddedDatabaseConnection.isEmbedded(dataSource), !source.isOurs() && most != null && most == 1);
    }
}
