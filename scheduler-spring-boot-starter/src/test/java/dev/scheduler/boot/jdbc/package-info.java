@NullMarked
package dev.scheduler.boot.jdbc;

import org.jspecify.annotations.NullMarked;
