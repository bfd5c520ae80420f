using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Conversions of the user's, which can fail: an operand before an await is converted before it, a result before it is returned.
[Case]
public partial class UserConversions(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        try
        {
            return Join(Make(n), await probe.Add(n, 1)) + await probe.Echo(" end") + (await Convert(n)).Value;
        }
        catch (InvalidCastException e)
        {
            return await probe.Echo(e.Message);
        }
    }

    [Chainable]
    public async Task<UserConversionsMoney> Convert(int n) => await Plain(n);

    [Chainable]
    public async Task<UserConversionsRaw> Plain(int n)
    {
        await probe.Note("plain");
        return new UserConversionsRaw(n == 3 ? 2 : n * 100);
    }

    private static UserConversionsRaw Make(int n) => new(n);

    private static string Join(UserConversionsMoney money, int number) => $"{money.Value} {number}";
}

public record UserConversionsRaw(int Cents);

public record UserConversionsMoney(decimal Value)
{
    public static implicit operator UserConversionsMoney(UserConversionsRaw raw) =>
        raw.Cents == 2 ? throw new InvalidCastException("two") : new(raw.Cents / 100m);
}
