using AsyncSplit;

namespace TenMistakes;

public sealed class Order
{
    public string Customer { get; set; } = "";

    public List<string> Skus { get; } = [];
}

public interface IOrders
{
    [Chainable] Task PlaceAsync(Order order);
}
