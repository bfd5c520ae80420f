using AsyncSplit;

namespace TenMistakes;

public partial class Newsletter(IMail mail)
{
    [Chainable]
    public async Task SendAsync(string address, string text)
    {
        await mail.SendAsync(address, text);
        await mail.SendAsync(address, "unsubscribe");
    }
}
