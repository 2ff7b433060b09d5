package dev.scheduler.boot.cluster;

import org.junit.jupiter.api.Nested;

/** What every store of a cluster does, wherever it keeps things. A store's own test class is a constructor. */
public abstract class ClusterStoreContract {

    private final StoreUnderTest store;

    /** @param store fresh for each test */
    protected ClusterStoreContract(StoreUnderTest store) {
        this.store = store;
    }

    @Nested
    class Claims extends ClaimContract {
        Claims() {
            super(ClusterStoreContract.this.store);
        }
    }

    @Nested
    class Races extends RaceContract {
        Races() {
            super(ClusterStoreContract.this.store);
        }
    }

    @Nested
    class Executions extends ExecutionContract {
        Executions() {
            super(ClusterStoreContract.this.store);
        }
    }

    @Nested
    class Marks extends MarkContract {
        Marks() {
            super(ClusterStoreContract.this.store);
        }
    }

    @Nested
    class Accounts extends AccountContract {
        Accounts() {
            super(ClusterStoreContract.this.store);
        }
    }

    @Nested
    class Operations extends OperationContract {
        Operations() {
            super(ClusterStoreContract.this.store);
        }
    }

    @Nested
    class Nodes extends NodeContract {
        Nodes() {
            super(ClusterStoreContract.this.store);
        }
    }

    @Nested
    class Purges extends PurgeContract {
        Purges() {
            super(ClusterStoreContract.this.store);
        }
    }

    @Nested
    class Locks extends LockContract {
        Locks() {
            super(ClusterStoreContract.this.store);
        }
    }

    @Nested
    class History extends HistoryRowsContract {
        History() {
            super(ClusterStoreContract.this.store);
        }
    }
}
