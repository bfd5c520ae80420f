using AsyncSplit;

namespace TenMistakes;

public abstract record Means;

public sealed record Card(string Number) : Means;

public sealed record Invoice(string Address) : Means;

public interface IWallets
{
    [Chainable] Task PayAsync(Means means, decimal amount);
}
