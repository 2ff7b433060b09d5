/**
 * History, claims and what the nodes know of each other, in a database that they share. Plain JDBC on connections of its
 * own: no user's transaction ever holds or undoes a row of ours. Knows neither the engine nor how it is configured.
 */
@NullMarked
package dev.scheduler.boot.jdbc;

import org.jspecify.annotations.NullMarked;
