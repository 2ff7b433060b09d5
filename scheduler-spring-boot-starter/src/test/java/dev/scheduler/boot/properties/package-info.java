@NullMarked
package dev.scheduler.boot.properties;

import org.jspecify.annotations.NullMarked;
