using Microsoft.AspNetCore.Http;

namespace AsyncSplit.AspNetCore.Endpoints;

/// <summary>What requests are refused with: problem details, whose type says why to programs.</summary>
internal static class Problems
{
    public static IResult UnknownChain(string id) => Of(StatusCodes.Status404NotFound, "unknown-chain", $"There is no chain '{id}'.");

    public static IResult UnknownHandler(string handler) => Of(StatusCodes.Status404NotFound, "unknown-handler", $"There is no handler '{handler}'.");

    public static IResult TooLarge(int limit) => Of(StatusCodes.Status413PayloadTooLarge, "too-large", $"The body may have {limit} bytes.");

    public static IResult BadRequest(string detail) => Of(StatusCodes.Status400BadRequest, "bad-request", detail);

    public static IResult Forbidden(string detail) => Of(StatusCodes.Status403Forbidden, "not-authentic", detail);

    public static IResult ChainEnded(string id) => Of(StatusCodes.Status409Conflict, "chain-ended", $"Chain {id} has ended.");

    public static IResult Of(int status, string type, string detail, IDictionary<string, object?>? more = null) =>
        TypedResults.Problem(detail, statusCode: status, type: $"urn:asyncsplit:{type}", extensions: more);
}
