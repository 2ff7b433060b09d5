@NullMarked
package dev.scheduler.boot.discovery;

import org.jspecify.annotations.NullMarked;
