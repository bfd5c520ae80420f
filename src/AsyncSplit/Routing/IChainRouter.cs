namespace AsyncSplit.Routing;

/// <summary>
/// Says which calls go to other programs. Asked when a call is dispatched: a callee can move, be replaced or be added without rebuilding its callers. Register as many as needed, with the
/// services; the first that has an answer counts. Without any, every call runs in the application's own processes.
/// </summary>
public interface IChainRouter
{
    /// <summary>Where the calls of a wire name go.</summary>
    /// <returns>Null for here.</returns>
    IEnvelopeSender? Find(string target);
}
