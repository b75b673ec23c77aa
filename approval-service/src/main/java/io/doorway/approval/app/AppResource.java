package io.doorway.approval.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The addresses that open the phone web app: its own, that of an enrolment link, and that of a QR code. */
@Path("/")
class AppResource {
    private final byte[] page = AppFiles.bytes("/app/index.html");

    @GET
    @Path("app")
    @Operation(hidden = true)
    public Response home() {
        return Response.seeOther(URI.create("/app/")).build();
    }

    @GET
    @Path("app/enrol")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public byte[] enrol() {
        return page;
    }

    /** The address in the code with which an enrolled phone adds another one. */
    @GET
    @Path("app/add")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public byte[] add() {
        return page;
    }

    /**
     * The page reads the frame from its address; the server does not. The server writes into the page what opened the address, because
     * only it sees that.
     */
    @GET
    @Path("Q/{frame}")
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    @Operation(hidden = true)
    public Response linked(
            @HeaderParam("Sec-Fetch-Site") @Nullable String site,
            @HeaderParam("Sec-Purpose") @Nullable String purpose) {
        String source = "<meta name=\"doorway-opened-by\" content=\""
                + LinkSource.of(site, purpose).text() + "\">";
        String html = new String(page, StandardCharsets.UTF_8).replace("</head>", source + "\n</head>");
        return Response.ok(html)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, "Sec-Fetch-Site, Sec-Purpose")
                .build();
    }
}
