package dev.scheduler.boot.jdbc;

/**
 * A column of a row {@code e} that is set to a term.
 *
 * @param column its name
 * @param term may name columns of {@code e} and of a batch's rows {@code v}
 */
record Assignment(String column, String term) {

    /** The batch's value of the same name. */
    static Assignment of(String column) {
        return new Assignment(column, "v." + column);
    }
}
