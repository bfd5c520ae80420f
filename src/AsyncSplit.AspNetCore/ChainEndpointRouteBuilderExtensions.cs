using AsyncSplit;
using AsyncSplit.AspNetCore;
using AsyncSplit.AspNetCore.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps AsyncSplit's endpoints.</summary>
public static class ChainEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps endpoints that start chains, tell how far they are and what came of them, cancel them, send them signals, complete and fail their callbacks, and take the answers of other programs:
    /// docs/http.md.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="prefix">Where they are.</param>
    /// <param name="configure">Changes what they do.</param>
    /// <returns>
    /// The group, for what all of them have in common: <c>RequireAuthorization()</c>, rate limits, filters. Those for callbacks and answers allow anonymous requests, since the token or the seal in the request
    /// says whether it is genuine.
    /// </returns>
    public static RouteGroupBuilder MapChains(this IEndpointRouteBuilder endpoints, string prefix = "/chains", Action<ChainEndpointsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var options = new ChainEndpointsOptions();
        configure?.Invoke(options);
        var group = endpoints.MapGroup(prefix);
        group.WithTags("Chains");
        MapStart(group, options);
        MapLife(group, options);
        MapOutside(group, options);
        return group;
    }

    private static void MapStart(RouteGroupBuilder group, ChainEndpointsOptions options) =>
        group.MapPost("/start/{handler}", (HttpContext http, string handler) => StartEndpoint.RunAsync(http, handler, options))
            .WithName("StartChain")
            .WithSummary("Starts a chain.")
            .WithDescription("The body is an object whose members are named like the handler's parameters. A request with the same Idempotency-Key starts the chain once.")
            .Accepts<object>("application/json")
            .Produces<ChainStatusBody>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    private static void MapLife(RouteGroupBuilder group, ChainEndpointsOptions options)
    {
        group.MapGet("/{id}", (HttpContext http, string id) => StatusEndpoint.RunAsync(http, id, options))
            .WithName("GetChain")
            .WithSummary("Tells how far a chain is.")
            .Produces<ChainStatusBody>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/{id}/result", (HttpContext http, string id) => ResultEndpoint.RunAsync(http, id, options))
            .WithName("GetChainResult")
            .WithSummary("Gives the result of a chain.")
            .WithDescription("202 with Retry-After as long as it runs. ?wait= has the request wait for the result, that many seconds at most.")
            .Produces<object>()
            .Produces<ChainStatusBody>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/{id}/cancel", (HttpContext http, string id) => CancelEndpoint.RunAsync(http, id))
            .WithName("CancelChain")
            .WithSummary("Cancels a chain: its catch and finally blocks run, then it ends.")
            .Produces(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/{id}/signals/{name}", (HttpContext http, string id, string name) => SignalEndpoint.RunAsync(http, id, name, options))
            .WithName("SignalChain")
            .WithSummary("Sends a signal to a chain.")
            .WithDescription("The body is the value. A request with the same Idempotency-Key sends the signal once.")
            .Accepts<object>("application/json")
            .Produces(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static void MapOutside(RouteGroupBuilder group, ChainEndpointsOptions options)
    {
        group.MapPost("/callbacks/{token}", (HttpContext http, string token) => CallbackEndpoint.CompleteAsync(http, token, options))
            .AllowAnonymous()
            .WithName("CompleteCallback")
            .WithSummary("Completes a callback.")
            .WithDescription("The body is the value; it may be left out for a callback without one.")
            .Accepts<object>(isOptional: true, "application/json")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status410Gone);
        group.MapPost("/callbacks/{token}/failure", (HttpContext http, string token) => CallbackEndpoint.FailAsync(http, token, options))
            .AllowAnonymous()
            .WithName("FailCallback")
            .WithSummary("Fails a callback: the chain's await throws.")
            .Accepts<CallbackFailureBody>("application/json")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status410Gone);
        group.MapPost("/answers", (HttpContext http, CancellationToken cancellationToken) => AnswerEndpoint.RunAsync(http, options, cancellationToken))
            .AllowAnonymous()
            .WithName("AnswerCall")
            .WithSummary("Takes the answer of another program to a call: a resume envelope, docs/wire-format.md.")
            .Accepts<object>("application/json")
            .Produces(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);
    }
}
