using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Members, types, locals and contract members whose names generated code would have.
[Case]
public partial class MembersOfGeneratedNames(IMembersOfGeneratedNamesContract other, IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var AfterAdd = n;
        var MemberCodecs = n > 1 ? "x" : null;
        int Write_ = 1, Write = 2, ResumePoint = 3, Target = 4, ToString = 5, EqualityContract = 6;
        var r = await probe.Add(AfterAdd, Run_Arguments) + new RunChain(Run_Register).Length;
        await Run_Start(r).Inline();
        await probe.Note($"{r} {AfterAdd} {MemberCodecs}");
        return $"{await other.RunChain(n)} {await other.Charge(n)} {AfterAdd} {MemberCodecs} {Write_} {Write} {ResumePoint} {Target} {ToString} {EqualityContract}";
    }

    private const int Run_Register = 2;

    private static int Run_Arguments => 3;

    private static async Task Run_Start(int n) => await Task.Yield();
}

public sealed record RunChain(int Length);

public interface IMembersOfGeneratedNamesContract
{
    [Chainable] Task<int> RunChain(int amount);

    [Chainable] Task<int> Charge(int Charge);
}

public partial class MembersOfGeneratedNamesImpl(IProbe probe) : IMembersOfGeneratedNamesContract
{
    [Chainable]
    public async Task<int> RunChain(int amount) => await probe.Add(amount, 1) + amount;

    [Chainable]
    public async Task<int> Charge(int Charge) => await probe.Add(Charge, 1) + Charge;
}
