using System.Net;
using Amazon.Runtime;
using Amazon.S3;

namespace Dressora.Storage.R2;

/// <summary>What the service says, as the store says it: what is wrong, and what mends it; never a secret, a key or an address.</summary>
internal static class R2Failures
{
    /// <summary>Whether trying again may help.</summary>
    public static bool MayPass(Exception failure) => failure switch
    {
        AmazonS3Exception answer => answer.StatusCode
            is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
            || answer.ErrorCode is "RequestTimeout" or "SlowDown",
        ResultStoreException => false,
        _ => IsNetwork(failure),
    };

    /// <summary>Whether an exception is the service's, the network's, or the end of a try's time.</summary>
    public static bool IsOne(Exception failure) => failure is AmazonS3Exception || IsNetwork(failure);

    /// <summary>Says what was tried and what is wrong.</summary>
    public static ResultStoreException From(string verb, Exception failure)
    {
        var problem = ProblemOf(failure);
        return new ResultStoreException($"R2 did not {verb} an object: {problem.Message}", failure) { Problem = problem };
    }

    private static bool IsNetwork(Exception failure) =>
        failure is HttpRequestException or IOException or TimeoutException or AmazonClientException;

    private static StorageProblem ProblemOf(Exception failure) => failure switch
    {
        AmazonS3Exception answer => Named(answer) ?? ByStatus(answer),
        TimeoutException => new StorageProblem(
            "timeout", "the service did not answer within the time-out.", "Raise Timeout, or look at the network between this machine and the service."),
        _ => new StorageProblem(
            "unreachable",
            "the service could not be reached, or the connection broke off.",
            "Check AccountId or Endpoint, DNS, TLS certificates, and whether a proxy or firewall lets this machine out."),
    };

    private static StorageProblem? Named(AmazonS3Exception answer) => answer.ErrorCode switch
    {
        "InvalidAccessKeyId" or "Unauthorized" => new StorageProblem(
            "unknown_key", "the access key is unknown.", "Copy AccessKeyId from the API token again; a deleted or expired token must be made anew."),
        "SignatureDoesNotMatch" => new StorageProblem(
            "wrong_secret",
            "the signature does not match.",
            "Copy SecretAccessKey again; it belongs to AccessKeyId and is shown once, when the token is made."),
        "RequestTimeTooSkewed" or "RequestExpired" => new StorageProblem(
            "clock_skew", "this machine's clock differs too much from the service's.", "Let this machine set its clock by NTP."),
        "AuthorizationHeaderMalformed" or "InvalidRegionName" or "AuthorizationQueryParametersError" or "PermanentRedirect" or "IllegalLocationConstraintException" =>
            new StorageProblem(
                "wrong_region", "the request was signed for another region.", "Set Region to 'auto' for R2, or to the region that the bucket lies in."),
        "NoSuchBucket" => new StorageProblem(
            "no_bucket", "there is no such bucket.", "Create the bucket, or correct Bucket; with a jurisdiction the bucket has an Endpoint of its own."),
        "AccessDenied" => new StorageProblem(
            "no_permission", "the access key may not do that.", "Give the API token 'Object Read & Write' on this bucket."),
        "NotImplemented" => NotImplemented,
        _ => null,
    };

    private static StorageProblem ByStatus(AmazonS3Exception answer) => answer.StatusCode switch
    {
        HttpStatusCode.Unauthorized => new StorageProblem(
            "unknown_key", "the access key is unknown.", "Copy AccessKeyId from the API token again; a deleted or expired token must be made anew."),
        HttpStatusCode.Forbidden => new StorageProblem(
            "no_permission", "the access key may not do that.", "Give the API token 'Object Read & Write' on this bucket, and check SecretAccessKey."),
        HttpStatusCode.NotFound => new StorageProblem(
            "no_bucket", "there is no such bucket.", "Create the bucket, or correct Bucket; with a jurisdiction the bucket has an Endpoint of its own."),
        HttpStatusCode.NotImplemented => NotImplemented,
        HttpStatusCode.TooManyRequests => new StorageProblem(
            "too_many_requests", "the service was asked too often.", "R2 takes one write per second and key; look for two writers of one key."),
        HttpStatusCode.PreconditionFailed => new StorageProblem(
            "exists", "other bytes lie under that key.", "Remove the object, or set CreateOnly to false."),
        >= HttpStatusCode.InternalServerError => new StorageProblem(
            "service_failed", $"the service answered {(int)answer.StatusCode}.", "Look at the service's status page; the step is tried again."),
        _ => new StorageProblem(
            "refused", $"the service answered {(int)answer.StatusCode}.", "Check Endpoint, Bucket and Region; the answer's code is in the inner exception."),
    };

    private static StorageProblem NotImplemented => new(
        "not_implemented",
        "the service does not implement a part of the request.",
        "Check that Endpoint speaks S3 in path style without aws-chunked bodies; for R2 leave Region at 'auto'.");
}
