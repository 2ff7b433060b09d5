package dev.scheduler.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that is wrong by as many milliseconds as a file says, at every reading. Whoever writes the file shifts the clock
 * of another process, also while that one is frozen.
 */
final class ShiftedClock implements InstantSource {

    private final MappedByteBuffer shift;

    ShiftedClock(Path file) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            this.shift = channel.map(MapMode.READ_WRITE, 0, Long.BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on the clock is ahead by this, or behind where it is negative. */
    void shift(Duration by) {
        shift.putLong(0, by.toMillis());
    }

    /** By how much it is ahead now. */
    Duration ahead() {
        return Duration.ofMillis(shift.getLong(0));
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead());
    }
}
