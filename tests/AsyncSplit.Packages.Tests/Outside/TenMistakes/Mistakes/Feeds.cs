using AsyncSplit;

namespace TenMistakes;

public partial class Feeds(HttpClient http, IMail mail)
{
    [Chainable]
    public async Task<string> ReadAsync(string url)
    {
        var response = await http.GetAsync(url);
        await mail.SendAsync("ada@example.org", url);
        return $"{url}: {response.StatusCode}";
    }
}
