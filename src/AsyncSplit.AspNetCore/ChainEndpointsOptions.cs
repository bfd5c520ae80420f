namespace AsyncSplit.AspNetCore;

/// <summary>What the endpoints of <c>MapChains</c> do.</summary>
public sealed class ChainEndpointsOptions
{
    /// <summary>Which handlers and contract members may be started over HTTP, by wire name. All by default.</summary>
    public Func<string, bool> MayStart { get; set; } = static _ => true;

    /// <summary>The largest body of a request, in bytes.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>What <c>Retry-After</c> says to those who ask for a chain that has not ended.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest time that a request for a result may wait for it (<c>?wait=</c> seconds).</summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(30);
}
