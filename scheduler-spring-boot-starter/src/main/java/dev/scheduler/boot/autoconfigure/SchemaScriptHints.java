package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.jdbc.SchemaScript;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** Takes the scripts that create the tables into native images. */
final class SchemaScriptHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.resources().registerPattern(SchemaScript.location("*"));
    }
}
