-- What became of each scheduled time. All times are UTC.
CREATE TABLE IF NOT EXISTS scheduler_execution (
    id                   VARCHAR(26)   NOT NULL,
    task                 VARCHAR(55)   NOT NULL,
    scheduled_time       DATETIME(6)   NOT NULL,
    -- '1' where this row is the claim of the cluster on the scheduled time, its own id where it claims nothing.
    claim                VARCHAR(26)   NOT NULL,
    -- Set where this row stands for more than one scheduled time: the earliest of them.
    first_scheduled_time DATETIME(6),
    scheduled_count      BIGINT        NOT NULL,
    triggered_by         VARCHAR(10)   NOT NULL,
    attempts             INTEGER       NOT NULL,
    node                 VARCHAR(64)   NOT NULL,
    state                VARCHAR(10)   NOT NULL,
    reason               VARCHAR(20),
    detail               VARCHAR(1000),
    started_at           DATETIME(6),
    ended_at             DATETIME(6),
    error                TEXT,
    output               MEDIUMTEXT,
    PRIMARY KEY (task, scheduled_time, claim),
    -- Finds what runs.
    INDEX (state, node)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What the cluster knows of each task. Up to accounted_until every scheduled time has its row.
CREATE TABLE IF NOT EXISTS scheduler_task (
    name            VARCHAR(55)   NOT NULL,
    schedule        VARCHAR(1000) NOT NULL,
    schedule_since  DATETIME(6)   NOT NULL,
    accounted_until DATETIME(6)   NOT NULL,
    paused_at       DATETIME(6),
    PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The nodes that live. A counter that stands still for a whole lease says that its node died.
CREATE TABLE IF NOT EXISTS scheduler_node (
    id           VARCHAR(64)  NOT NULL,
    beats        BIGINT       NOT NULL,
    lease_millis BIGINT       NOT NULL,
    started_at   DATETIME(6)   NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- ShedLock's own table. Its times are UTC; as TIMESTAMP, the hour that a session's zone skips in spring would be refused.
CREATE TABLE IF NOT EXISTS shedlock (
    name       VARCHAR(64)  NOT NULL,
    lock_until DATETIME(3)  NOT NULL,
    locked_at  DATETIME(3)  NOT NULL,
    locked_by  VARCHAR(255) NOT NULL,
    PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
