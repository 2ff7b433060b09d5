package dev.scheduler.boot.actuate;

import org.springframework.boot.WebApplicationType;

class MvcEndpointTests extends EndpointContract {

    MvcEndpointTests() {
        super(WebApplicationType.SERVLET);
    }
}
