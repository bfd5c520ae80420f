using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Parameters, type members and overloads that are called what generated code would be.
[Case]
public partial class GeneratedParameterNames(IProbe probe, GeneratedParameterNamesOther other)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        List<string> all =
        [
            $"{await Go(n, 2, 3)}",
            $"{await Step(n, 1, 2, 3, 4, 5, 6, 7)}",
            $"{await Call(n, 1, 2)}",
            $"{await GoChain(n, 4)}",
            $"{await other.Start(n, 1, 2)}",
            $"{await other.Start(n)}",
        ];
        return string.Join(" ", all);
    }

    [Chainable]
    private async Task<int> Go(int Go_Arguments, int GoChain, int Go_Start)
    {
        var Go_Register = await probe.Add(Go_Arguments, GoChain);
        return Go_Register + await probe.Add(Go_Start, 1);
    }

    [Chainable]
    private async Task<int> Step(int step, int arguments, int registry, int values, int writer, int reader, int result, int state)
    {
        var resumed = await probe.Add(step, arguments);
        return resumed + await probe.Add(registry + values, writer + reader) + result + state;
    }

    [Chainable]
    private async Task<int> Call(int Call, int global, int @this) => await probe.Add(Call, global) + await probe.Add(@this, 1);

    [Chainable]
    private async Task<int> GoChain(int AfterAdd, int System) => await probe.Add(AfterAdd, System) + await probe.Add(System, AfterAdd);
}

public partial class GeneratedParameterNamesOther(IProbe probe)
{
    [Chainable]
    public async Task<int> Start(int Start_Arguments, int Start2_Arguments, int StartChain) => await probe.Add(Start_Arguments, StartChain) + await probe.Add(Start2_Arguments, 1);

    [Chainable]
    public async Task<int> Start(int Start2_Start) => await probe.Add(Start2_Start, 1) + Start2_Start;

    private static int Start2 => 0;
}
