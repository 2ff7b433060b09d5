package dev.scheduler.boot.jdbc;

import dev.scheduler.history.HistoryStore;
import dev.scheduler.history.InMemoryHistory;

class InMemoryHistoryContractTests extends HistoryContract {

    private final InMemoryHistory history = new InMemoryHistory(1_000);

    @Override
    HistoryStore history() {
        return history;
    }

    @Override
    void settle() {}
}
