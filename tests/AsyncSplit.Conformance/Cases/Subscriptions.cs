using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A subscription to an event with a handler that is made of an awaited value.
[Case]
public partial class Subscriptions(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var src = new SubscriptionsSrc();
        src.Changed += Make(journal, await probe.Echo("h"));
        src.Fire();
        return "x";
    }

    static Action Make(Journal j, string s) => () => j.Log("fired " + s);
}

public sealed class SubscriptionsSrc
{
    public event Action? Changed;
    public void Fire() => Changed?.Invoke();
}
