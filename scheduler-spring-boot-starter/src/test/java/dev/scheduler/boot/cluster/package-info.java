@NullMarked
package dev.scheduler.boot.cluster;

import org.jspecify.annotations.NullMarked;
