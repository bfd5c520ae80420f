using Microsoft.AspNetCore.Http;

namespace AsyncSplit.AspNetCore;

/// <summary>What the endpoint of <c>MapChainSteps</c> does.</summary>
public sealed class ChainStepsOptions
{
    /// <summary>
    /// Whether an envelope has to be signed with a key of the application's (<c>UseSigningKeys</c>). Turn it off only where something else keeps strangers away: an authorization policy on the endpoint, a network that only
    /// the broker is in, envelopes that are signed themselves.
    /// </summary>
    public bool RequireSignature { get; set; } = true;

    /// <summary>The largest body of a request, in bytes.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>How long a request may take before its step is cancelled and the broker asked to push again: shorter than the platform's own limit. Null for any time.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>What <c>Retry-After</c> says where the process has too much to do, or is about to end.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the envelope has been pushed, with this time, where the broker tells: 1 at first. Without that, an envelope that fails each time is given up by the broker, not by <c>MaxDeliveries</c>.</summary>
    public Func<HttpRequest, int> Attempt { get; set; } = static _ => 1;
}
