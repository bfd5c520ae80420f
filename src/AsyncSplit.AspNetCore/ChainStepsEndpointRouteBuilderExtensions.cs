using AsyncSplit.AspNetCore;
using AsyncSplit.AspNetCore.Steps;
using AsyncSplit.Hosting;
using AsyncSplit.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoint that a broker pushes envelopes to.</summary>
public static class ChainStepsEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps an endpoint that takes envelopes as CloudEvents 1.0 (one by one, in structured or binary mode) and runs their steps: for Knative, Cloud Run, container apps and whatever else pushes over HTTP. 204 says that an
    /// envelope is done with; 429 and 503, with <c>Retry-After</c>, that it is to be pushed again; 400, 401, 413 and 415 that it will never be taken: docs/http.md.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">Where it is.</param>
    /// <param name="configure">Changes what it does.</param>
    /// <returns>The endpoint, for <c>RequireAuthorization()</c> and the like.</returns>
    /// <exception cref="InvalidOperationException">There is no key by which envelopes would be recognised, or no transport that is made of queues.</exception>
    public static RouteHandlerBuilder MapChainSteps(this IEndpointRouteBuilder endpoints, string pattern = "/chains/steps", Action<ChainStepsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var options = new ChainStepsOptions();
        configure?.Invoke(options);
        var services = endpoints.ServiceProvider;
        var endpoint = new StepsEndpoint(
            services.GetRequiredService<PushedSteps>(),
            services.GetRequiredService<EnvelopeSignatures>(),
            options,
            services.GetRequiredService<IOptions<AsyncSplitOptions>>(),
            services.GetRequiredService<IHostApplicationLifetime>(),
            services.GetRequiredService<TimeProvider>());
        return endpoints.MapPost(pattern, (HttpRequest request, HttpResponse response) => endpoint.RunAsync(request, response))
            .WithName("RunChainStep")
            .WithTags("Chains")
            .WithSummary("Runs the step of an envelope that a broker pushes.")
            // No Accepts: in binary mode the content type is that of the data, whatever the broker makes of it.
            .WithDescription("The request is a CloudEvent of the type asyncsplit.envelope.v1, in structured or binary mode.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .Produces(StatusCodes.Status429TooManyRequests)
            .Produces(StatusCodes.Status503ServiceUnavailable);
    }
}
