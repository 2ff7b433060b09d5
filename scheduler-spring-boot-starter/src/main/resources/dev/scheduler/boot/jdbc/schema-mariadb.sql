-- What became of each scheduled time. All times are UTC.
CREATE TABLE IF NOT EXISTS scheduler_execution (
    id                   VARCHAR(26)   NOT NULL,
    task                 VARCHAR(55)   NOT NULL,
    scheduled_time       DATETIME(6)   NOT NULL,
    -- '1' where this row is the record of the cluster on the scheduled time, its own id where it is one of many.
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
    -- Empty while it runs, and where nobody has decided yet what becomes of what was missed.
    ended_at             DATETIME(6),
    error                TEXT,
    output               MEDIUMTEXT,
    PRIMARY KEY (task, scheduled_time, claim),
    -- Finds what has not ended.
    INDEX (ended_at, state, node)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What the cluster knows of each task. Up to accounted_until every scheduled time has its row, or needs none, up to
-- purged_until rows may have been deleted. The schedule counts from since, the revision goes up with each change of it.
CREATE TABLE IF NOT EXISTS scheduler_task (
    name            VARCHAR(55)   NOT NULL,
    schedule        VARCHAR(1000) NOT NULL,
    set_by          VARCHAR(64)   NOT NULL,
    since           DATETIME(6)   NOT NULL,
    accounted_until DATETIME(6)   NOT NULL,
    purged_until    DATETIME(6)   NOT NULL,
    revision        BIGINT        NOT NULL,
    PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Schedules that ended and whose scheduled times are not all accounted for.
CREATE TABLE IF NOT EXISTS scheduler_ended_schedule (
    task     VARCHAR(55)   NOT NULL,
    revision BIGINT        NOT NULL,
    schedule VARCHAR(1000) NOT NULL,
    since    DATETIME(6)   NOT NULL,
    ended_at DATETIME(6)   NOT NULL,
    PRIMARY KEY (task, revision)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The nodes that live. A counter that stands still for a whole lease says that its node died.
CREATE TABLE IF NOT EXISTS scheduler_node (
    id           VARCHAR(64) NOT NULL,
    beats        BIGINT      NOT NULL,
    lease_millis BIGINT      NOT NULL,
    started_at   DATETIME(6) NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Pauses of a task, or of all where the scope is *. They end by themselves at ends_at; ended_at is when they were taken back.
CREATE TABLE IF NOT EXISTS scheduler_pause (
    id       VARCHAR(64)   NOT NULL,
    scope    VARCHAR(55)   NOT NULL,
    since    DATETIME(6)   NOT NULL,
    ends_at  DATETIME(6),
    ended_at DATETIME(6),
    actor    VARCHAR(200),
    reason   VARCHAR(1000),
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Schedules that people gave tasks, over those that they are defined with.
CREATE TABLE IF NOT EXISTS scheduler_override (
    task     VARCHAR(55)   NOT NULL,
    schedule VARCHAR(1000) NOT NULL,
    original VARCHAR(1000),
    since    DATETIME(6)   NOT NULL,
    actor    VARCHAR(200),
    reason   VARCHAR(1000),
    PRIMARY KEY (task)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What people did, in order.
CREATE TABLE IF NOT EXISTS scheduler_operation (
    change_number BIGINT        NOT NULL,
    kind          VARCHAR(20)   NOT NULL,
    scope         VARCHAR(55)   NOT NULL,
    detail        VARCHAR(1000),
    node          VARCHAR(64)   NOT NULL,
    happened_at   DATETIME(6)   NOT NULL,
    actor         VARCHAR(200),
    reason        VARCHAR(1000),
    forced        INTEGER       NOT NULL,
    PRIMARY KEY (change_number)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- One row: the number of the last change that all nodes have to look at.
CREATE TABLE IF NOT EXISTS scheduler_change (
    id          INTEGER NOT NULL,
    last_number BIGINT  NOT NULL,
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
