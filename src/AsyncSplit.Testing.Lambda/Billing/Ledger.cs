namespace AsyncSplit.Testing.Lambda.Billing;

/// <summary>Keeps what has been billed.</summary>
internal sealed class Ledger(IReadOnlyList<LambdaFunction> functions)
{
    private readonly Lock _lock = new();
    private readonly List<BilledInvocation> _invocations = [];
    private readonly Dictionary<string, (int Receives, int Deletes)> _requests = [];

    public void Add(BilledInvocation invocation)
    {
        lock (_lock)
        {
            _invocations.Add(invocation);
        }
    }

    public void AddRequests(string function, int receives = 0, int deletes = 0)
    {
        lock (_lock)
        {
            var before = _requests.GetValueOrDefault(function);
            _requests[function] = (before.Receives + receives, before.Deletes + deletes);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _invocations.Clear();
            _requests.Clear();
        }
    }

    public LambdaBill ToBill()
    {
        lock (_lock)
        {
            BilledInvocation[] invocations = [.. _invocations.OrderBy(static invocation => invocation.Started)];
            return new LambdaBill(invocations, [.. functions.Select(function => Sum(function.Name, invocations))]);
        }
    }

    private FunctionBill Sum(string function, BilledInvocation[] all)
    {
        var invocations = all.Where(invocation => invocation.Function == function).ToList();
        var (receives, deletes) = _requests.GetValueOrDefault(function);
        return new FunctionBill(
            function,
            invocations.Count,
            invocations.Count(static invocation => invocation.IsColdStart),
            invocations.Count(static invocation => invocation.Outcome != InvocationOutcome.Succeeded),
            new TimeSpan(invocations.Sum(static invocation => invocation.Init.Ticks)),
            invocations.Sum(static invocation => invocation.BilledMilliseconds),
            invocations.Sum(static invocation => invocation.GbSeconds),
            receives,
            deletes);
    }
}
